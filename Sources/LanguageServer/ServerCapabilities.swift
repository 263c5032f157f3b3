import JSON
import LanguageService

/// What the server can do, as it says in its answer to `initialize`.
enum ServerCapabilities {
    static func json(_ client: ClientCapabilities) -> JSONValue {
        let capabilities: JSONValue = [
            "positionEncoding": .string(client.encoding.rawValue),
            "textDocumentSync": ["openClose": true, "change": 2, "save": ["includeText": false]],
            "completionProvider": [
                "triggerCharacters": [" ", "\"", "'", "`", "=", "(", ",", "|"], "resolveProvider": true,
            ],
            "hoverProvider": true,
            "signatureHelpProvider": ["triggerCharacters": ["(", ","]],
            "definitionProvider": true,
            "referencesProvider": true,
            "documentHighlightProvider": true,
            "renameProvider": client.hasPreparedRename ? ["prepareProvider": true] : true,
            "documentSymbolProvider": true,
            "workspaceSymbolProvider": true,
            "foldingRangeProvider": true,
            "selectionRangeProvider": true,
            "documentLinkProvider": ["resolveProvider": false],
            "inlayHintProvider": true,
            "documentFormattingProvider": true,
            "documentRangeFormattingProvider": true,
            "documentOnTypeFormattingProvider": ["firstTriggerCharacter": ";"],
            "codeLensProvider": ["resolveProvider": false],
            "codeActionProvider": client.hasCodeActionLiterals
                ? ["codeActionKinds": ["quickfix", "refactor.extract", "refactor.inline", "refactor.rewrite"]] : true,
            "executeCommandProvider": ["commands": ["tally.run", "tally.pin"]],
            "semanticTokensProvider": [
                "legend": [
                    "tokenTypes": .texts(SemanticTokensRequest.types), "tokenModifiers": ["declaration"],
                ],
                "full": ["delta": true],
                "range": true,
            ],
            "workspace": ["workspaceFolders": ["supported": true, "changeNotifications": true]],
        ]
        return ["capabilities": capabilities, "serverInfo": ["name": "tally"]]
    }
}
