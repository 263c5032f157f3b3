import Diagnostics
import JSON
import LanguageService

/// The canonical form: of a document, of the statements in a range, and of the one that has just been ended.
enum FormattingRequests {
    static func document(_ params: JSONValue, _ server: LanguageServer) throws(ResponseError) -> JSONValue {
        let script = try server.script(of: params)
        return server.json(script.formatting(), in: script.source)
    }

    static func range(_ params: JSONValue, _ server: LanguageServer) throws(ResponseError) -> JSONValue {
        let script = try server.script(of: params)
        let range = try DocumentPlace.range(params, in: script, server)
        return server.json(script.formatting(in: range), in: script.source)
    }

    /// Behind `;` the statement that it ends is formatted.
    static func typed(_ params: JSONValue, _ server: LanguageServer) throws(ResponseError) -> JSONValue {
        let place = try DocumentPlace(params, server)
        let end = max(0, place.offset - 1)
        return server.json(place.script.formatting(in: SourceRange(end, end)), in: place.script.source)
    }
}
