import Diagnostics
import JSON
import LanguageService

/// Colours: tokens as five numbers each, relative to the token before, as the protocol wants them.
enum SemanticTokensRequest {
    /// The protocol's names for the kinds of tokens, in the order of their numbers.
    static let types = [
        "keyword", "operator", "property", "variable", "macro", "function", "label", "namespace", "parameter", "string",
        "number", "enumMember", "comment",
    ]

    /// The number of a kind's type; nil for what is better left uncoloured.
    private static func type(_ kind: SemanticToken.Kind) -> Int? {
        let name: String
        switch kind {
        case .keyword: name = "keyword"
        case .operation: name = "operator"
        case .column: name = "property"
        case .definition: name = "variable"
        case .measure: name = "macro"
        case .function: name = "function"
        case .label: name = "label"
        case .source: name = "namespace"
        case .parameter: name = "parameter"
        case .text: name = "string"
        case .number: name = "number"
        case .period, .constant: name = "enumMember"
        case .comment: name = "comment"
        case .unknown: return nil
        }
        return types.firstIndex(of: name)
    }

    static func full(_ params: JSONValue, _ server: LanguageServer) throws(ResponseError) -> JSONValue {
        let uri = try DocumentPlace.uri(params)
        let data = data(try server.script(uri), nil, server.client.encoding)
        let id = server.rememberTokens(data, uri)
        return ["resultId": .string(id), "data": .array(data.map { .integer($0) })]
    }

    /// The one stretch of numbers that has changed since the tokens of `previousResultId`.
    static func delta(_ params: JSONValue, _ server: LanguageServer) throws(ResponseError) -> JSONValue {
        let uri = try DocumentPlace.uri(params)
        let script = try server.script(uri)
        guard let last = server.documents[uri]?.lastTokens, params["previousResultId"].asText == last.id else {
            return try full(params, server)
        }
        let data = data(script, nil, server.client.encoding)
        let id = server.rememberTokens(data, uri)
        var start = 0
        while start < min(data.count, last.data.count), data[start] == last.data[start] { start += 1 }
        var end = 0
        while end < min(data.count, last.data.count) - start,
            data[data.count - 1 - end] == last.data[last.data.count - 1 - end]
        {
            end += 1
        }
        let isSame = start == data.count && data.count == last.data.count
        let edit: JSONValue = [
            "start": .integer(start), "deleteCount": .integer(last.data.count - end - start),
            "data": .array(data[start..<data.count - end].map { .integer($0) }),
        ]
        return ["resultId": .string(id), "edits": isSame ? [] : [edit]]
    }

    static func range(_ params: JSONValue, _ server: LanguageServer) throws(ResponseError) -> JSONValue {
        let script = try server.script(of: params)
        let range = try DocumentPlace.range(params, in: script, server)
        return ["data": .array(data(script, range, server.client.encoding).map { .integer($0) })]
    }

    private static func data(_ script: Script, _ range: SourceRange?, _ encoding: PositionEncoding) -> [Int] {
        var data: [Int] = []
        var last = (line: 0, character: 0)
        for token in script.semanticTokens() {
            guard let type = type(token.kind) else { continue }
            if let range, token.range.end <= range.start || token.range.start >= range.end { continue }
            let start = encoding.position(of: token.range.start, in: script.source)
            let end = encoding.position(of: token.range.end, in: script.source)
            data += [
                start.line - last.line, start.line == last.line ? start.character - last.character : start.character,
                end.character - start.character, type, token.isDeclaration ? 1 : 0,
            ]
            last = start
        }
        return data
    }
}

extension LanguageServer {
    /// Keeps the tokens that a document's client has now, and names them.
    func rememberTokens(_ data: [Int], _ uri: String) -> String {
        let id = String((documents[uri]?.lastTokens?.id).flatMap { Int($0) }.map { $0 + 1 } ?? 1)
        documents[uri]?.lastTokens = (id, data)
        return id
    }
}
