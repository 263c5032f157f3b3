import JSON

/// What the client can do, as far as the server acts on it.
struct ClientCapabilities {
    var encoding = PositionEncoding.utf16
    var hasProgress = false
    var hasConfiguration = false
    var canRegisterWatchers = false
    var canRegisterConfiguration = false
    var canRefreshTokens = false
    var canRefreshLenses = false
    var canRefreshHints = false
    var hasMarkdown = true
    var hasNestedSymbols = false
    var hasDocumentChanges = false
    var hasPreparedRename = false
    var hasCodeActionLiterals = false
    var hasLabelOffsets = false

    init() {}

    init(_ params: JSONValue) {
        let all = params["capabilities"]
        let text = all["textDocument"]
        let workspace = all["workspace"]
        encoding = PositionEncoding.chosen(from: all["general"]["positionEncodings"])
        hasProgress = all["window"]["workDoneProgress"].asBoolean == true
        hasConfiguration = workspace["configuration"].asBoolean == true
        canRegisterWatchers = workspace["didChangeWatchedFiles"]["dynamicRegistration"].asBoolean == true
        canRegisterConfiguration = workspace["didChangeConfiguration"]["dynamicRegistration"].asBoolean == true
        canRefreshTokens = workspace["semanticTokens"]["refreshSupport"].asBoolean == true
        canRefreshLenses = workspace["codeLens"]["refreshSupport"].asBoolean == true
        canRefreshHints = workspace["inlayHint"]["refreshSupport"].asBoolean == true
        hasDocumentChanges = workspace["workspaceEdit"]["documentChanges"].asBoolean == true
        let formats = text["hover"]["contentFormat"].asArray ?? []
        hasMarkdown = formats.isEmpty || formats.contains("markdown")
        hasNestedSymbols = text["documentSymbol"]["hierarchicalDocumentSymbolSupport"].asBoolean == true
        hasPreparedRename = text["rename"]["prepareSupport"].asBoolean == true
        hasCodeActionLiterals = !text["codeAction"]["codeActionLiteralSupport"].isNull
        hasLabelOffsets =
            text["signatureHelp"]["signatureInformation"]["parameterInformation"]["labelOffsetSupport"].asBoolean
            == true
    }
}
