import Columnar
import Diagnostics
import JSON
import LanguageService
import Semantics
import TabularIO

/// Above each query: run it, and how it went last.
enum CodeLensRequest {
    static func answer(_ params: JSONValue, _ server: LanguageServer) throws(ResponseError) -> JSONValue {
        let uri = try DocumentPlace.uri(params)
        let script = try server.script(uri)
        let runs = server.documents[uri]?.runs ?? [:]
        return .array(
            script.symbols().filter { $0.kind == .query || $0.kind == .expect }.map { symbol in
                var title = "Run"
                if let run = runs[script.source.text(symbol.range)] {
                    title += " · \(counted(run.rows, "row")) · \(NumberText.milliseconds(run.milliseconds)) ms"
                }
                let place = server.client.encoding.json(symbol.range.start, in: script.source)
                return [
                    "range": server.client.encoding.json(symbol.range, in: script.source),
                    "command": ["title": .string(title), "command": "tally.run", "arguments": [.string(uri), place]],
                ]
            })
    }
}
