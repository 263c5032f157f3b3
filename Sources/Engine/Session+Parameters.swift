import Columnar
import Diagnostics
import Semantics
import Syntax

extension Session {
    /// Gives a parameter a value that wins over the script's own: the text of a literal, or plain text.
    public func set(parameter name: String, to text: String) {
        let source = SourceText("param value = \(text)", name: "--set \(name)")
        let tree = Parser.parse(source)
        var value = Value.text(text)
        if tree.diagnostics.isEmpty, let statement = tree.root.nodes.first,
            let literal = Binder.constant(statement, environment).value
        {
            value = literal
        }
        environment.overrides[nameKey(name)] = value
        environment.define(Definition(name: name, meaning: .param(value)))
    }
}
