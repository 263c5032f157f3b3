import Diagnostics
package import Engine
import LanguageService
import Semantics
import Syntax

/// What a dashboard starts with: the data, the definitions of a script, and its queries.
package struct Opening: Sendable {
    package let board: Board
    let environment: Environment
    let threads: Int
    /// Where the script looks up in other tables, each clause once.
    let lookups: [SyntaxNode]
    /// The words of the script, as names are compared.
    let words: Set<String>

    /// - Parameters:
    ///   - session: names the data; it is loaded here.
    ///   - script: definitions and queries for the dashboard, with its name.
    /// - Returns: nil when there is no data.
    /// - Throws: the mistakes of the script, or what is wrong with the data.
    package init?(
        _ session: Session, script: (text: String, name: String)?
    ) throws(EngineError) {
        var files: Set<String> = []
        var queries: [Board.OwnQuery] = []
        var lookups: [SyntaxNode] = []
        var words: Set<String> = []
        if let script {
            _ = try session.prepare(script.text, name: script.name)
            let parsed = Script(SourceText(script.text, name: script.name), EmptyCatalog())
            var seen: Set<String> = []
            for script in Opening.scripts(from: parsed, session.catalog, &seen) {
                for link in script.documentLinks() where link.kind == .data { files.insert(link.path) }
                script.tree.root.walk { node in
                    guard node.kind == .lookupClause else { return }
                    if !lookups.contains(where: { $0.canonicalText == node.canonicalText }) { lookups.append(node) }
                }
                let text = script.source.text(SourceRange(0, script.source.count))
                words.formUnion(text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map { nameKey(String($0)) })
            }
            queries = parsed.statements.compactMap(Opening.query)
        }
        self.lookups = lookups
        self.words = words
        try session.loadPending()
        var environment = session.catalog.environment
        guard let data = environment.dataSets.first else { return nil }
        // What the script names has been read with it; a page can ask for nothing else.
        let open = environment.open
        environment.open = { [files] path in
            guard files.contains(path), let open else { return .failure(Environment.OpenError(ReadOnly.refusal)) }
            return open(path)
        }
        self.environment = environment
        threads = session.threads
        board = BoardBuilder(data: data, environment: environment).board(queries: queries)
    }

    /// A script with those that it uses.
    private static func scripts(from script: Script, _ catalog: Catalog, _ seen: inout Set<String>) -> [Script] {
        var scripts = [script]
        for link in script.documentLinks() where link.kind == .script && seen.insert(link.path).inserted {
            guard let text = catalog.script(at: link.path) else { continue }
            scripts += Opening.scripts(from: Script(text, EmptyCatalog()), catalog, &seen)
        }
        return scripts
    }

    /// A query of the script; conditions go behind its first stage. What writes a file is not for a dashboard.
    private static func query(_ statement: SyntaxNode) -> Board.OwnQuery? {
        guard statement.kind == .queryStatement, let stage = statement.first(.query)?.first(.stage) else { return nil }
        guard ReadOnly.findings(Parser.parse(SourceText(statement.text, name: "query"))).isEmpty else { return nil }
        let length = stage.range.end - statement.range.start
        let text = SourceText(statement.text, name: "query")
        return Board.OwnQuery(
            head: text.text(SourceRange(0, length)), tail: text.text(SourceRange(length, text.count)))
    }
}
