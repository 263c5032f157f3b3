package import Diagnostics
package import Semantics
package import Syntax

/// A text with its tree and the catalog that its names are looked up in: what every feature starts from.
///
/// Features are extensions, one a file, that give plain values. Nothing here fails, whatever the text is.
package struct Script: Sendable {
    package let tree: SyntaxTree
    package let catalog: any CatalogSource

    package init(_ source: SourceText, _ catalog: any CatalogSource) { self.init(Parser.parse(source), catalog) }

    init(_ tree: SyntaxTree, _ catalog: any CatalogSource) {
        self.tree = tree
        self.catalog = catalog
    }

    package var source: SourceText { tree.source }

    /// The statements of the text, in its order.
    package var statements: [SyntaxNode] { tree.root.nodes.filter { $0.kind != .unexpected } }

    /// What the statements before a place have set up.
    package func environment(before offset: Int) -> Environment {
        var environment = catalog.environment
        for statement in statements where statement.range.end <= offset { apply(statement, to: &environment) }
        return environment
    }

    /// Lets a statement take effect: definitions, parameters, and those of the scripts that it uses.
    func apply(_ statement: SyntaxNode, to environment: inout Environment) {
        var used: Set<String> = []
        apply(statement, to: &environment, used: &used)
    }

    private func apply(_ statement: SyntaxNode, to environment: inout Environment, used: inout Set<String>) {
        switch statement.kind {
        case .paramStatement:
            let name = ProfileReader.name(of: statement)
            guard let value = Binder.constant(statement, environment).value,
                environment.overrides[nameKey(name)] == nil
            else { return }
            environment.define(Definition(name: name, meaning: .param(value)))
        case .setStatement:
            let name = nameKey(ProfileReader.name(of: statement))
            if let value = Binder.option(statement, environment).value { environment.options[name] = value }
        case .useStatement:
            guard let token = statement.token(.text) else { return }
            let path = statement.unquoted(token)
            guard used.insert(path).inserted, let text = catalog.script(at: path) else { return }
            for other in Parser.parse(text).root.nodes { apply(other, to: &environment, used: &used) }
        default:
            if let definition = ProfileReader.definition(statement) { environment.define(definition) }
        }
    }
}
