import Columnar
import Diagnostics
import Semantics
import Syntax

extension Session {
    /// Gives a parameter a value that wins over the script's own: the text of a literal, or plain text. Under an option's
    /// name such a value sets the option, as `set` in a script does; what is wrong with it the first script tells.
    public func set(parameter name: String, to text: String) {
        if let option = Setting.named(name), option.type != .text || !text.isEmpty, setOption(option, to: text) {
            return
        }
        let source = SourceText("param value = \(text)", name: "--set \(name)")
        let tree = Parser.parse(source)
        var value = Value.text(text)
        if tree.diagnostics.isEmpty, let statement = tree.root.nodes.first,
            let literal = Binder.constant(statement, environment).value
        {
            value = literal
        }
        environment.overrides[nameKey(name)] = value
        parameters.given.append(name)
        environment.define(Definition(name: name, meaning: .param(value)))
    }

    /// False where the text is no value of the option's type: a parameter may have the same name.
    private func setOption(_ option: Setting, to text: String) -> Bool {
        let isPlain = option.type == .text && text.first != "\"" && text.first != "'"
        let spelling = isPlain ? Spelling.quoted(text) : text
        let source = SourceText("set \(option.name) = \(spelling)", name: "--set \(option.name)")
        let tree = Parser.parse(source)
        guard tree.diagnostics.isEmpty, let statement = tree.root.nodes.first,
            let value = Binder.option(statement, environment).value
        else { return false }
        var findings: [Diagnostic] = []
        do throws(EngineError) {
            try set(nameKey(option.name), to: value, at: statement, &findings)
            if !findings.isEmpty { throw .query(findings, source) }
        } catch {
            parameters.failure = error
        }
        return true
    }

    /// The parameters that were given a value and that no script so far has named, each with what was probably meant:
    /// a value under a misspelt name would change nothing, without a word.
    public var unusedParameters: [(name: String, advice: String?)] {
        let known = environment.allDefinitions.compactMap { definition -> String? in
            if case .param = definition.meaning, environment.overrides[nameKey(definition.name)] == nil {
                return definition.name
            }
            return nil
        }
        return parameters.given.filter { !parameters.named.contains(nameKey($0)) }.map { name in
            if let option = Setting.named(name) {
                return (name, "it is an option, which takes \(option.type.description): `\(option.example)`")
            }
            return (name, Suggestion.nearest(to: name, among: known).map { "did you mean `\($0)`?" })
        }
    }

    /// Remembers which of the given parameters a script names.
    func noteParameters(in tree: SyntaxTree) {
        guard !parameters.given.isEmpty else { return }
        let given = Set(parameters.given.map(nameKey))
        for token in tree.tokens where token.kind == .word || token.kind == .quotedName {
            let key = nameKey(tree.root.unquoted(token))
            if given.contains(key) { parameters.named.insert(key) }
        }
    }
}
