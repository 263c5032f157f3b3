import Diagnostics
import JSON
import LanguageService

/// Fixes and changes of the text for a selection.
enum CodeActionRequest {
    static func answer(_ params: JSONValue, _ server: LanguageServer) throws(ResponseError) -> JSONValue {
        let uri = try DocumentPlace.uri(params)
        let script = try server.script(uri)
        let range = try DocumentPlace.range(params, in: script, server)
        let only = params["context"]["only"].asArray?.compactMap(\.asText)
        let actions = script.codeActions(in: range, diagnostics: server.findings(uri, script))
        return .array(
            actions.compactMap { action in
                let kind = kind(action.kind)
                if let only, !only.contains(where: { kind == $0 || kind.hasPrefix($0 + ".") }) { return nil }
                return json(action, kind, uri, script.source, server)
            })
    }

    private static func kind(_ kind: CodeAction.Kind) -> String {
        switch kind {
        case .quickFix: "quickfix"
        case .extract: "refactor.extract"
        case .inline: "refactor.inline"
        case .pin: "refactor.rewrite"
        }
    }

    private static func json(
        _ action: CodeAction, _ kind: String, _ uri: String, _ source: SourceText, _ server: LanguageServer
    ) -> JSONValue? {
        if let target = action.target {
            let command: JSONValue = [
                "title": .string(action.title), "command": "tally.pin",
                "arguments": [.string(uri), server.client.encoding.json(target.start, in: source)],
            ]
            guard server.client.hasCodeActionLiterals else { return command }
            return ["title": .string(action.title), "kind": .string(kind), "command": command]
        }
        // A client without literals knows commands only, and none of these is one.
        guard server.client.hasCodeActionLiterals else { return nil }
        var members: JSONValue = [
            "title": .string(action.title), "kind": .string(kind),
            "edit": server.workspaceEdit([(uri, source, action.edits)]),
        ]
        if action.isPreferred { members["isPreferred"] = true }
        if let diagnostic = action.diagnostic { members["diagnostics"] = [server.json(diagnostic, in: source)] }
        return members
    }
}
