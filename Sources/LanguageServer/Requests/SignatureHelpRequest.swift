import Diagnostics
import JSON
import LanguageService

/// How the function is called whose arguments are being written.
enum SignatureHelpRequest {
    static func answer(_ params: JSONValue, _ server: LanguageServer) throws(ResponseError) -> JSONValue {
        let place = try DocumentPlace(params, server)
        guard let help = place.script.signatureHelp(at: place.offset) else { return .null }
        let label = SourceText(help.label, name: "signature")
        let parameters = help.parameters.map { range -> JSONValue in
            // Offsets into a label count UTF-16 code units, unless another encoding was agreed on.
            let start = server.client.encoding.position(of: range.start, in: label).character
            let end = server.client.encoding.position(of: range.end, in: label).character
            let name: JSONValue =
                server.client.hasLabelOffsets ? [.integer(start), .integer(end)] : .string(label.text(range))
            return ["label": name]
        }
        return [
            "signatures": [
                [
                    "label": .string(help.label), "documentation": server.markup(help.documentation),
                    "parameters": .array(parameters),
                ]
            ],
            "activeSignature": 0, "activeParameter": .integer(help.activeParameter),
        ]
    }
}
