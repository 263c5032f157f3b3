import Diagnostics
import JSON
import LanguageService

/// The outline of a document, and names across the workspace.
enum SymbolRequests {
    static func document(_ params: JSONValue, _ server: LanguageServer) throws(ResponseError) -> JSONValue {
        let uri = try DocumentPlace.uri(params)
        let script = try server.script(uri)
        let symbols = script.symbols()
        if server.client.hasNestedSymbols { return .array(symbols.map { nested($0, script.source, server) }) }
        return .array(symbols.flatMap { [$0] + $0.children }.map { flat($0, uri, script.source, server) })
    }

    /// Definitions, views and data sets whose name holds the query, in any capitalization.
    static func workspace(_ params: JSONValue, _ server: LanguageServer) throws(ResponseError) -> JSONValue {
        let wanted = (params["query"].asText ?? "").lowercased()
        let open = server.documents.keys.compactMap(FileAddress.path)
        var found: [JSONValue] = []
        for path in Set(server.workspace.scripts() + open).sorted() {
            guard let script = server.script(atPath: path) else { continue }
            for symbol in script.symbols().flatMap({ [$0] + $0.children }) {
                guard ![.query, .expect, .other].contains(symbol.kind),
                    wanted.isEmpty || symbol.name.lowercased().contains(wanted)
                else { continue }
                found.append(flat(symbol, server.uri(of: path), script.source, server))
            }
        }
        return .array(found)
    }

    private static func nested(_ symbol: DocumentSymbol, _ source: SourceText, _ server: LanguageServer) -> JSONValue {
        [
            "name": .string(symbol.name), "detail": .string(symbol.detail), "kind": .integer(kind(symbol.kind)),
            "range": server.client.encoding.json(symbol.range, in: source),
            "selectionRange": server.client.encoding.json(symbol.nameRange, in: source),
            "children": .array(symbol.children.map { nested($0, source, server) }),
        ]
    }

    private static func flat(
        _ symbol: DocumentSymbol, _ uri: String, _ source: SourceText, _ server: LanguageServer
    ) -> JSONValue {
        [
            "name": .string(symbol.name), "kind": .integer(kind(symbol.kind)),
            "location": ["uri": .string(uri), "range": server.client.encoding.json(symbol.range, in: source)],
        ]
    }

    private static func kind(_ kind: DocumentSymbol.Kind) -> Int {
        switch kind {
        case .query: 24
        case .define: 13
        case .measure: 12
        case .param: 14
        case .view: 5
        case .span: 10
        case .dataset: 23
        case .column: 8
        case .expect: 17
        case .other: 15
        }
    }
}
