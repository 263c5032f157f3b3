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

    /// - Parameters:
    ///   - session: names the data; it is loaded here.
    ///   - script: definitions and queries for the dashboard, with its name.
    /// - Returns: nil when there is no data.
    /// - Throws: the mistakes of the script, or what is wrong with the data.
    package init?(
        _ session: Session, script: (text: String, name: String)?, threads: Int
    ) throws(EngineError) {
        var files: Set<String> = []
        var queries: [Board.OwnQuery] = []
        if let script {
            _ = try session.prepare(script.text, name: script.name)
            let parsed = Script(SourceText(script.text, name: script.name), EmptyCatalog())
            var seen: Set<String> = []
            files = Opening.files(of: parsed, session.catalog, &seen)
            queries = parsed.statements.compactMap(Opening.query)
        }
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
        self.threads = threads
        board = BoardBuilder(data: data, environment: environment).board(queries: queries)
    }

    /// The data files that a script names, and those that the scripts name that it uses.
    private static func files(of script: Script, _ catalog: Catalog, _ seen: inout Set<String>) -> Set<String> {
        var files: Set<String> = []
        for link in script.documentLinks() {
            if link.kind == .data {
                files.insert(link.path)
            } else if seen.insert(link.path).inserted, let text = catalog.script(at: link.path) {
                files.formUnion(Opening.files(of: Script(text, EmptyCatalog()), catalog, &seen))
            }
        }
        return files
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
