import Diagnostics
import JSON
import LanguageService

/// The requests that the server answers at once, by method. A new one is a file and a line here.
enum RequestHandlers {
    typealias Handler = @Sendable (JSONValue, LanguageServer) throws(ResponseError) -> JSONValue

    static let all: [String: Handler] = [
        "textDocument/completion": CompletionRequest.answer,
        "completionItem/resolve": CompletionRequest.resolve,
        "textDocument/hover": HoverRequest.answer,
        "textDocument/signatureHelp": SignatureHelpRequest.answer,
        "textDocument/definition": NavigationRequests.definition,
        "textDocument/references": NavigationRequests.references,
        "textDocument/documentHighlight": NavigationRequests.highlights,
        "textDocument/prepareRename": RenameRequest.prepare,
        "textDocument/rename": RenameRequest.answer,
        "textDocument/documentSymbol": SymbolRequests.document,
        "workspace/symbol": SymbolRequests.workspace,
        "textDocument/foldingRange": StructureRequests.folding,
        "textDocument/selectionRange": StructureRequests.selection,
        "textDocument/documentLink": StructureRequests.links,
        "textDocument/semanticTokens/full": SemanticTokensRequest.full,
        "textDocument/semanticTokens/full/delta": SemanticTokensRequest.delta,
        "textDocument/semanticTokens/range": SemanticTokensRequest.range,
        "textDocument/inlayHint": InlayHintRequest.answer,
        "textDocument/codeAction": CodeActionRequest.answer,
        "textDocument/formatting": FormattingRequests.document,
        "textDocument/rangeFormatting": FormattingRequests.range,
        "textDocument/onTypeFormatting": FormattingRequests.typed,
        "textDocument/codeLens": CodeLensRequest.answer,
    ]
}

extension LanguageServer {
    /// The document of a request that is about all of it.
    func script(of params: JSONValue) throws(ResponseError) -> Script { try script(DocumentPlace.uri(params)) }

    /// A text that the client shows as Markdown, where it can.
    func markup(_ text: String) -> JSONValue {
        ["kind": client.hasMarkdown ? "markdown" : "plaintext", "value": .string(text)]
    }

    func json(_ edits: [TextEdit], in source: SourceText) -> JSONValue {
        .array(
            edits.map { edit in
                ["range": client.encoding.json(edit.range, in: source), "newText": .string(edit.replacement)]
            })
    }

    /// Changes of several documents, with the versions that they are for where the client wants them.
    func workspaceEdit(_ edits: [(uri: String, source: SourceText, edits: [TextEdit])]) -> JSONValue {
        if client.hasDocumentChanges {
            return [
                "documentChanges": .array(
                    edits.map { one in
                        let version = documents[one.uri].map { JSONValue.integer($0.version) } ?? .null
                        return [
                            "textDocument": ["uri": .string(one.uri), "version": version],
                            "edits": json(one.edits, in: one.source),
                        ]
                    })
            ]
        }
        return [
            "changes": .object(edits.map { JSONValue.Member($0.uri, json($0.edits, in: $0.source)) })
        ]
    }
}
