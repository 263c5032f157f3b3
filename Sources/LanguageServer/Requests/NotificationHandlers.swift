import Diagnostics
import JSON
import LanguageService

/// What the client tells, by method.
enum NotificationHandlers {
    typealias Handler = @Sendable (JSONValue, LanguageServer) throws(ResponseError) -> Void

    static let all: [String: Handler] = [
        "initialized": initialized,
        "textDocument/didOpen": opened,
        "textDocument/didChange": changed,
        "textDocument/didClose": closed,
        "textDocument/didSave": { _, _ in },
        "workspace/didChangeConfiguration": configured,
        "workspace/didChangeWatchedFiles": filesChanged,
        "workspace/didChangeWorkspaceFolders": foldersChanged,
        "window/workDoneProgress/cancel": { params, server in server.cancel(params["token"]) },
    ]

    private static func initialized(_ params: JSONValue, _ server: LanguageServer) {
        if server.client.canRegisterWatchers {
            let watchers: JSONValue = [["globPattern": "**/*.tally"], ["globPattern": "**/*.csv"]]
            register("workspace/didChangeWatchedFiles", ["watchers": watchers], server)
        }
        if server.client.canRegisterConfiguration {
            register("workspace/didChangeConfiguration", ["section": "tally"], server)
        }
        askForSettings(server)
    }

    private static func register(_ method: String, _ options: JSONValue, _ server: LanguageServer) {
        let registration: JSONValue = ["id": .string(method), "method": .string(method), "registerOptions": options]
        server.outbox.request("client/registerCapability", ["registrations": [registration]])
    }

    private static func askForSettings(_ server: LanguageServer) {
        guard server.client.hasConfiguration else { return }
        server.outbox.request("workspace/configuration", ["items": [["section": "tally"]]], prefix: "settings")
    }

    // MARK: - Documents

    private static func opened(_ params: JSONValue, _ server: LanguageServer) throws(ResponseError) {
        let document = params["textDocument"]
        guard let uri = document["uri"].asText, let text = document["text"].asText else {
            throw .invalidParams("a document without address or text")
        }
        server.documents[uri] = Document(uri: uri, version: document["version"].asInteger ?? 0, text: text)
        server.textChanged(uri)
    }

    private static func changed(_ params: JSONValue, _ server: LanguageServer) throws(ResponseError) {
        let uri = try DocumentPlace.uri(params)
        guard server.documents[uri] != nil else { throw .invalidParams("`\(uri)` is not open") }
        let version = params["textDocument"]["version"].asInteger ?? 0
        try server.documents[uri]?.apply(
            params["contentChanges"].asArray ?? [], version: version, server.client.encoding)
        server.textChanged(uri)
    }

    private static func closed(_ params: JSONValue, _ server: LanguageServer) throws(ResponseError) {
        let uri = try DocumentPlace.uri(params)
        guard server.documents.removeValue(forKey: uri) != nil else { return }
        if let path = FileAddress.path(of: uri) { server.workspace.forget(path) }
        // Findings of a document that nobody looks at are withdrawn.
        server.outbox.notify("textDocument/publishDiagnostics", ["uri": .string(uri), "diagnostics": []])
    }

    // MARK: - Settings and files

    private static func configured(_ params: JSONValue, _ server: LanguageServer) {
        if server.client.hasConfiguration { return askForSettings(server) }
        if !params["settings"].isNull { server.use(settings: params["settings"]) }
    }

    private static func filesChanged(_ params: JSONValue, _ server: LanguageServer) {
        var reloads = false
        for change in params["changes"].asArray ?? [] {
            guard let uri = change["uri"].asText, let path = FileAddress.path(of: uri) else { continue }
            if server.documents[uri] == nil { server.workspace.forget(path) }
            server.sideFiles.forget(path)
            reloads = reloads || server.dataFiles.contains(path)
        }
        if reloads { server.load() } else { server.refresh() }
    }

    private static func foldersChanged(_ params: JSONValue, _ server: LanguageServer) {
        let removed = Set((params["event"]["removed"].asArray ?? []).compactMap { $0["uri"].asText })
        let added = (params["event"]["added"].asArray ?? []).compactMap { $0["uri"].asText }
        let kept = server.workspace.roots.filter { !removed.contains(FileAddress.uri(of: $0)) }
        server.workspace = Workspace(roots: kept + added.compactMap(FileAddress.path))
        for document in server.documents.values {
            if let path = FileAddress.path(of: document.uri) { server.workspace.set(document.source, at: path) }
        }
        server.refresh()
    }
}
