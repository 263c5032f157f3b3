import Diagnostics
import Syntax

/// Names that a script gives and nothing in it uses: often a name that was misspelt or replaced.
struct UnusedDefinition: Analyzer {
    private static let kinds: [SyntaxKind] = [
        .defineStatement, .measureStatement, .paramStatement, .viewStatement, .spanStatement,
    ]

    let id = "unused-definition"
    let explanation = """
        A text with queries defines a name that none of its statements uses. Texts without a query are taken for \
        collections of definitions, and those of a `dataset` statement for a profile: neither is looked at.
        """
    let example = "define slow = time_to_close > 30d\n\ngroup by department show late%, count with ci 95%"

    func inspect(_ script: ScriptContents, _ binder: Binder) {
        let queries: [SyntaxKind] = [.queryStatement, .explainStatement, .expectStatement, .saveStatement]
        guard script.statements.contains(where: { queries.contains($0.kind) }) else { return }
        for definition in script.definitions(of: UnusedDefinition.kinds) {
            let isUsed = script.places(of: definition.name).contains { $0 != definition.range }
            // The first span is meant by words that do not name it.
            let isSpan = definition.statement.kind == .spanStatement
            let means = isSpan && ["arrivals", "closures", "wait"].contains { !script.places(of: $0).isEmpty }
            if isUsed || means { continue }
            let statement = definition.statement.range
            binder.warn(
                id, at: definition.range, "nothing in this text uses `\(definition.name)`",
                fixIts: [
                    FixIt(
                        "leave out the definition of `\(definition.name)`",
                        range: SourceRange(statement.start, script.end(of: statement)), replacement: "")
                ])
        }
    }
}
