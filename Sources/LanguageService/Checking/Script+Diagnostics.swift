import Columnar
package import Diagnostics
import Semantics
import Syntax

extension Script {
    /// All findings of the text, in its order: spelling always, names, types and values as far as the catalog knows them.
    package func diagnostics() -> [Diagnostic] {
        var checker = Checker()
        return checker.diagnostics(self)
    }

    /// The findings that the text gives by itself.
    package var spelling: [Diagnostic] { tree.diagnostics }

    /// The findings of one statement that its names, types and values give.
    func findings(_ statement: SyntaxNode, _ environment: Environment) -> [Diagnostic] {
        let found: [Diagnostic]
        switch statement.kind {
        case .queryStatement, .explainStatement:
            found = statement.first(.query).map { Binder.bind($0, in: environment).diagnostics } ?? []
        case .expectStatement: found = Binder.bindExpectation(statement, in: environment).diagnostics
        case .paramStatement: found = Binder.constant(statement, environment).diagnostics
        case .setStatement: found = Binder.option(statement, environment).diagnostics
        case .viewStatement: found = statement.first(.query).map { Binder.bind($0, in: environment).diagnostics } ?? []
        case .defineStatement:
            let body = statement.nodes.last.flatMap { $0.kind == .parameterList ? nil : $0 }
            let isPlain = statement.first(.parameterList) == nil
            found = isPlain ? body.flatMap { Binder.scope(environment)?.diagnostics($0) } ?? [] : []
        case .useStatement: found = use(statement)
        default: found = []
        }
        // Without data nothing can be said about names.
        if found.contains(where: { $0.id == "no-data" }) { return [] }
        // Only what is run must be right: a definition may be meant for other data.
        let isDefinition = statement.kind == .viewStatement || statement.kind == .defineStatement
        return isDefinition ? found.map(\.softened) : found
    }

    private func use(_ statement: SyntaxNode) -> [Diagnostic] {
        guard let token = statement.token(.text) else { return [] }
        let path = statement.unquoted(token)
        guard let text = catalog.script(at: path) else {
            return [.unreadableScript(path, at: statement.range)]
        }
        let queries: Set<SyntaxKind> = [.queryStatement, .expectStatement, .explainStatement]
        guard let query = Parser.parse(text).root.nodes.first(where: { queries.contains($0.kind) }) else { return [] }
        return [.usedQuery(query.text, in: path, at: statement.range)]
    }
}

extension Diagnostic {
    /// The same finding as a warning.
    fileprivate var softened: Diagnostic {
        guard severity == .error else { return self }
        return Diagnostic(.warning, id: id, at: range, message, advice: advice, notes: notes, fixIts: fixIts)
    }

    /// The same finding elsewhere.
    func moved(by distance: Int) -> Diagnostic {
        guard distance != 0 else { return self }
        func moved(_ range: SourceRange) -> SourceRange { SourceRange(range.start + distance, range.end + distance) }
        return Diagnostic(
            severity, id: id, at: moved(range), message, advice: advice, notes: notes,
            fixIts: fixIts.map { FixIt($0.title, range: moved($0.range), replacement: $0.replacement) })
    }
}
