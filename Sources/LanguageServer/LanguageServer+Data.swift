import Columnar
import Diagnostics
import Engine
import JSON
import LanguageService
import Semantics

/// Data, settings, and what follows when they change.
extension LanguageServer {
    /// `data` names files, as paths from the first workspace folder: one text or a list.
    func use(settings: JSONValue) {
        let own = settings["tally"].isNull ? settings : settings["tally"]
        let named = own["data"].asArray?.compactMap(\.asText) ?? [own["data"].asText].compactMap { $0 }
        // Settings that say nothing about data leave it as it is; an empty list takes it away.
        guard !own["data"].isNull, !hasFilesFromCommandLine else { return }
        let folder = workspace.roots.first ?? "/"
        let files = named.map { $0.contains("://") ? $0 : FileAddress.path($0, from: folder) }
        guard files != dataFiles else { return }
        dataFiles = files
        load()
    }

    /// Loads the data in the background; documents are looked at anew when it is there.
    func load() {
        loadNumber += 1
        let number = loadNumber
        // What is overtaken is not waited for.
        currentLoad?.cancel()
        outline = nil
        guard !dataFiles.isEmpty else {
            data = nil
            isLoading = false
            return refresh()
        }
        isLoading = true
        let progress = begin("Loading data")
        currentLoad = progress
        let inbox = inbox
        let profiles = profiles()
        lane.outline(dataFiles, profiles: profiles) { outline in
            inbox.put(.work { server in server.outlined(outline, number) })
        }
        lane.load(
            dataFiles, profiles: profiles, isCancelled: { progress.isCancelled },
            progress: { progress.report($0.percent, "\(grouped($0.rows)) rows") },
            completion: { result in
                inbox.put(.work { server in server.loaded(result, number, progress) })
            })
    }

    /// The columns are known before their values are: enough for names and types.
    private func outlined(_ outline: Catalog, _ number: Int) {
        guard number == loadNumber, isLoading, data == nil else { return }
        self.outline = outline
        refresh()
    }

    private func loaded(_ result: Result<Catalog, DataProblem>, _ number: Int, _ progress: Progress) {
        guard number == loadNumber else { return progress.end("overtaken") }
        isLoading = false
        outline = nil
        switch result {
        case .success(let catalog):
            data = catalog
            let rows = catalog.environment.dataSets.first?.table.rowCount ?? 0
            progress.end("\(grouped(rows)) rows")
        case .failure(let problem) where problem.isCancellation:
            // What was there before stays.
            progress.end("cancelled")
        case .failure(let problem):
            data = nil
            progress.end("failed")
            show("The data could not be loaded: \(problem.message)", type: 1)
        }
        refresh()
    }

    /// The `dataset` statements of the workspace, each with the definitions behind it: profiles that the data may fit.
    private func profiles() -> String {
        let open = documents.values.map(\.source)
        let paths = Set(documents.keys.compactMap(FileAddress.path))
        let closed = workspace.scripts().filter { !paths.contains($0) }.compactMap(workspace.text)
        return (open + closed).compactMap(Script.profiles(in:)).joined(separator: "\n\n")
    }

    /// Loads the files that scripts asked for.
    func loadWantedFiles() {
        for path in sideFiles.takeWanted() {
            let inbox = inbox
            let progress = begin("Loading \(path)")
            lane.outline([path], profiles: "") { outline in
                inbox.put(
                    .work { server in
                        guard let found = outline.environment.dataSets.first else { return }
                        server.sideFiles.outline(path, found)
                        server.refresh()
                    })
            }
            lane.load(
                [path], profiles: "", isCancelled: { progress.isCancelled },
                progress: { progress.report($0.percent, "\(grouped($0.rows)) rows") },
                completion: { result in
                    inbox.put(
                        .work { server in
                            switch result {
                            case .success(let catalog):
                                let found = catalog.environment.dataSets.first
                                server.sideFiles.set(path, found.map { .loaded($0) } ?? .failed("there is no data"))
                            case .failure(let problem): server.sideFiles.set(path, .failed(problem.message))
                            }
                            progress.end("")
                            server.refresh()
                        })
                })
        }
    }

    /// Looks at every document anew: the data, a used script or a setting has changed.
    func refresh() {
        for uri in documents.keys {
            documents[uri]?.script = nil
            documents[uri]?.checker.reset()
            documents[uri]?.isDirty = true
        }
        if client.canRefreshTokens { outbox.request("workspace/semanticTokens/refresh", .null) }
        if client.canRefreshLenses { outbox.request("workspace/codeLens/refresh", .null) }
        if client.canRefreshHints { outbox.request("workspace/inlayHint/refresh", .null) }
    }

    // MARK: - Documents

    /// A document's text is another one: those that use it are looked at anew too.
    func textChanged(_ uri: String) {
        guard let document = documents[uri], let path = FileAddress.path(of: uri) else { return }
        workspace.set(document.source, at: path)
        for (other, another) in documents where other != uri {
            let links = another.script?.documentLinks() ?? []
            guard another.script == nil || links.contains(where: { $0.kind == .script }) else { continue }
            documents[other]?.script = nil
            documents[other]?.checker.reset()
            documents[other]?.isDirty = true
        }
    }

    /// Where a link in a document leads.
    func address(of path: String, in uri: String) -> String {
        path.contains("://") ? path : FileAddress.uri(of: LanguageServer.resolved(path, folders(uri)))
    }

    private static func resolved(_ name: String, _ folders: [String]) -> String {
        let paths = folders.map { FileAddress.path(name, from: $0) }
        return paths.first(where: Workspace.exists) ?? paths.first ?? name
    }

    /// The folders where paths in a document start.
    private func folders(_ uri: String) -> [String] {
        workspace.roots + [FileAddress.path(of: uri).map(FileAddress.folder)].compactMap { $0 }
    }

    func catalog(for uri: String) -> ServerCatalog {
        var environment = (data ?? outline)?.environment ?? Environment()
        let folders = folders(uri)
        let sideFiles = sideFiles
        environment.open = { (name: String) -> Result<DataSet, Environment.OpenError> in
            sideFiles.open(name.contains("://") ? name : LanguageServer.resolved(name, folders))
        }
        let workspace = workspace
        return ServerCatalog(data, environment, folders: folders) { workspace.text(at: $0) }
    }

    /// What a run of a statement starts from: files are waited for, not put off.
    func runEnvironment(
        _ script: Script, before statement: SourceRange, _ uri: String, isCancelled: @escaping @Sendable () -> Bool
    ) -> Environment {
        var environment = script.environment(before: statement.start)
        if data == nil, outline != nil { environment.dataSets.removeFirst() }
        let folders = folders(uri)
        let sideFiles = sideFiles
        let lane = lane
        environment.open = { (name: String) -> Result<DataSet, Environment.OpenError> in
            let path = name.contains("://") ? name : LanguageServer.resolved(name, folders)
            if let dataSet = sideFiles.loaded(path) { return .success(dataSet) }
            return DataLane.dataSet(path, threads: lane.threads, isCancelled: isCancelled)
        }
        return environment
    }

    /// A document's text as the language service sees it.
    func script(_ uri: String) throws(ResponseError) -> Script {
        guard let document = documents[uri] else { throw .invalidParams("`\(uri)` is not open") }
        if let known = document.script { return known }
        let script = Script(document.source, catalog(for: uri))
        documents[uri]?.script = script
        return script
    }

    // MARK: - Diagnostics

    /// Publishes the findings of every document that has changed since.
    func publishDiagnostics() {
        for (uri, document) in documents where document.isDirty {
            guard let script = try? script(uri) else { continue }
            documents[uri]?.isDirty = false
            publish(findings(uri, script), script.source, uri, document.version)
        }
        loadWantedFiles()
    }

    /// What is known to be wrong with a document: its spelling at once, names and types when the data's columns are known,
    /// everything when its values are.
    func findings(_ uri: String, _ script: Script) -> [Diagnostic] {
        let isWaiting = isLoading && data == nil
        if isWaiting, outline == nil { return script.spelling }
        let found = documents[uri]?.checker.diagnostics(script) ?? []
        let lacksValues = isWaiting || sideFiles.areOutlined
        return found.filter { finding in
            !finding.message.hasSuffix(SideFiles.loadingMessage)
                && !(lacksValues && (finding.severity != .error || LanguageServer.needsValues.contains(finding.id)))
        }
    }

    /// The mistakes that only the data's values tell, such as where the data ends.
    private static let needsValues: Set<String> = ["no-as-of", "empty-range"]

    private func publish(_ found: [Diagnostic], _ source: SourceText, _ uri: String, _ version: Int) {
        outbox.notify(
            "textDocument/publishDiagnostics",
            [
                "uri": .string(uri), "version": .integer(version),
                "diagnostics": .array(found.map { json($0, in: source) }),
            ])
    }

    func json(_ diagnostic: Diagnostic, in source: SourceText) -> JSONValue {
        let severity =
            switch diagnostic.severity {
            case .error: 1
            case .warning: 2
            case .note: 3
            }
        let text = ([diagnostic.message, diagnostic.advice].compactMap { $0 } + diagnostic.notes).joined(
            separator: "\n")
        return [
            "range": client.encoding.json(diagnostic.range, in: source), "severity": .integer(severity),
            "code": .string(diagnostic.id), "source": "tally", "message": .string(text),
        ]
    }
}
