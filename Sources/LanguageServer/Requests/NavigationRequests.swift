import Diagnostics
import JSON
import LanguageService

/// From a name to where it is declared, and to all places where it stands.
enum NavigationRequests {
    static func definition(_ params: JSONValue, _ server: LanguageServer) throws(ResponseError) -> JSONValue {
        let place = try DocumentPlace(params, server)
        guard let found = place.script.definition(at: place.offset) else { return .null }
        guard let path = found.path else {
            return location(place.uri, place.script.source, found.range, server)
        }
        guard let source = place.script.catalog.script(at: path) else { return .null }
        return location(server.uri(of: source.name), source, found.range, server)
    }

    static func references(_ params: JSONValue, _ server: LanguageServer) throws(ResponseError) -> JSONValue {
        let place = try DocumentPlace(params, server)
        guard let found = place.script.occurrence(at: place.offset) else { return .null }
        let withDeclaration = params["context"]["includeDeclaration"].asBoolean ?? true
        var locations: [JSONValue] = []
        for (uri, script, occurrences) in server.occurrences(of: found.symbol, from: place.uri, place.script) {
            for occurrence in occurrences where withDeclaration || !occurrence.isDeclaration {
                locations.append(location(uri, script.source, occurrence.range, server))
            }
        }
        return .array(locations)
    }

    static func highlights(_ params: JSONValue, _ server: LanguageServer) throws(ResponseError) -> JSONValue {
        let place = try DocumentPlace(params, server)
        let found = place.script.references(at: place.offset)
        return .array(
            found.map { occurrence in
                [
                    "range": server.client.encoding.json(occurrence.range, in: place.script.source),
                    "kind": occurrence.isDeclaration ? 3 : 2,
                ]
            })
    }

    private static func location(
        _ uri: String, _ source: SourceText, _ range: SourceRange, _ server: LanguageServer
    ) -> JSONValue {
        ["uri": .string(uri), "range": server.client.encoding.json(range, in: source)]
    }
}
