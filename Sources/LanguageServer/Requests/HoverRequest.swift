import JSON
import LanguageService

/// What is known about the thing at a place.
enum HoverRequest {
    static func answer(_ params: JSONValue, _ server: LanguageServer) throws(ResponseError) -> JSONValue {
        let place = try DocumentPlace(params, server)
        guard let hover = place.script.hover(at: place.offset) else { return .null }
        return [
            "contents": server.markup(hover.text),
            "range": server.client.encoding.json(hover.range, in: place.script.source),
        ]
    }
}
