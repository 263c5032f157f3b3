import Diagnostics
import JSON
import LanguageService

/// What the shape of the text gives: folds, growing selections, links.
enum StructureRequests {
    static func folding(_ params: JSONValue, _ server: LanguageServer) throws(ResponseError) -> JSONValue {
        .array(
            try server.script(of: params).foldingRanges().map { range in
                [
                    "startLine": .integer(range.firstLine), "endLine": .integer(range.lastLine),
                    "kind": range.isComment ? "comment" : "region",
                ]
            })
    }

    static func selection(_ params: JSONValue, _ server: LanguageServer) throws(ResponseError) -> JSONValue {
        let script = try server.script(of: params)
        let encoding = server.client.encoding
        var all: [JSONValue] = []
        for position in params["positions"].asArray ?? [] {
            guard let offset = encoding.offset(position, in: script.source) else {
                throw .invalidParams("a position without line and character")
            }
            var chain = JSONValue.null
            for range in script.selectionRanges(at: offset).reversed() {
                var link: JSONValue = ["range": encoding.json(range, in: script.source)]
                if !chain.isNull { link["parent"] = chain }
                chain = link
            }
            all.append(chain)
        }
        return .array(all)
    }

    static func links(_ params: JSONValue, _ server: LanguageServer) throws(ResponseError) -> JSONValue {
        let uri = try DocumentPlace.uri(params)
        let script = try server.script(uri)
        return .array(
            script.documentLinks().map { link in
                [
                    "range": server.client.encoding.json(link.range, in: script.source),
                    "target": .string(server.address(of: link.path, in: uri)),
                ]
            })
    }
}
