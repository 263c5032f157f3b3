import Diagnostics
import JSON
import LanguageService

/// A document and a place in it, as most requests name them.
struct DocumentPlace {
    let uri: String
    let script: Script
    let offset: Int

    init(_ params: JSONValue, _ server: LanguageServer) throws(ResponseError) {
        uri = try DocumentPlace.uri(params)
        script = try server.script(uri)
        guard let found = server.client.encoding.offset(params["position"], in: script.source) else {
            throw .invalidParams("a request without a position")
        }
        offset = found
    }

    static func uri(_ params: JSONValue) throws(ResponseError) -> String {
        guard let uri = params["textDocument"]["uri"].asText else {
            throw .invalidParams("a request without a document")
        }
        return uri
    }

    /// The part of a document that a request is about.
    static func range(
        _ params: JSONValue, in script: Script, _ server: LanguageServer
    ) throws(ResponseError) -> SourceRange {
        guard let range = server.client.encoding.range(params["range"], in: script.source) else {
            throw .invalidParams("a request without a range")
        }
        return range
    }
}
