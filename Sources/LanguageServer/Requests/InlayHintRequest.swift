import Diagnostics
import JSON
import LanguageService

/// Types and denominators inside the text.
enum InlayHintRequest {
    static func answer(_ params: JSONValue, _ server: LanguageServer) throws(ResponseError) -> JSONValue {
        let script = try server.script(of: params)
        let range = try DocumentPlace.range(params, in: script, server)
        return .array(
            script.inlayHints(in: range).map { hint in
                var members: JSONValue = [
                    "position": server.client.encoding.json(hint.offset, in: script.source),
                    "label": .string(hint.text),
                ]
                if hint.kind == .type { members["kind"] = 1 }
                return members
            })
    }
}
