import Diagnostics
import Engine
import JSON
import LanguageService
import Semantics

/// The language server: reads messages, keeps the open documents, answers.
///
/// One thread owns all of this; what takes long is done in the background and comes back through the inbox. Features are
/// the language service's; the requests that reach them are in `RequestHandlers`, one a file.
public final class LanguageServer {
    private enum Phase { case created, running, stopped }

    let inbox = Inbox()
    let outbox = Outbox()
    var client = ClientCapabilities()
    var documents: [String: Document] = [:]
    var workspace = Workspace(roots: [])
    let lane: DataLane
    /// The files that queries read by default: of the command line, else of the client's settings.
    var dataFiles: [String]
    let hasFilesFromCommandLine: Bool
    /// What is loaded; nil while nothing is.
    var data: Catalog?
    /// The columns of the data as its first rows look, until the data itself is there.
    var outline: Catalog?
    /// Counts loads, so that one that has been overtaken is not used.
    var loadNumber = 0
    var isLoading = false
    /// The load of the data that has begun last.
    var currentLoad: Progress?
    /// What is being done in the background.
    private var background: [Progress] = []
    /// The files of `from "file"` by path: loaded, being loaded, or why they cannot be.
    let sideFiles = SideFiles()
    private var phase = Phase.created

    public init(data: [String], threads: Int?) {
        dataFiles = data
        hasFilesFromCommandLine = !data.isEmpty
        lane = DataLane(threads: threads ?? StandardInput.processorCount)
    }

    /// Whether a person types at the server, who most likely wanted something else.
    public static var isInTerminal: Bool { StandardInput.isTerminal }

    /// Serves the client on standard input and output until it says `exit` or goes away.
    /// - Returns: the exit code: 0 after `shutdown`, else 1.
    public func run() -> Int32 {
        StandardInput.read(into: inbox)
        while true {
            switch inbox.next() {
            case .closed: return phase == .stopped ? 0 : 1
            case .malformed(let problem):
                outbox.refuse(.null, ResponseError(code: ResponseError.parseError, message: problem))
            case .work(let work): work(self)
            case .message(let message):
                if message["method"] == "exit" { return phase == .stopped ? 0 : 1 }
                handle(message)
            }
            if inbox.isEmpty, phase == .running { publishDiagnostics() }
        }
    }

    // MARK: - Messages

    private func handle(_ message: JSONValue) {
        guard let method = message["method"].asText else {
            // An answer to a request of the server's own, or nothing that the protocol knows.
            let isAnswer = !message["result"].isNull || !message["error"].isNull || !message["id"].isNull
            if !isAnswer { outbox.refuse(.null, .invalidRequest("a message without a method")) }
            return received(answer: message)
        }
        let id = message["id"]
        let isRequest = !id.isNull
        if !isRequest { return notified(method, message["params"]) }
        if inbox.isCancelled(id) {
            inbox.forget(id)
            return outbox.refuse(id, .cancelled)
        }
        do throws(ResponseError) {
            if let result = try answer(method, message["params"], id) { respond(id, result) }
        } catch {
            inbox.forget(id)
            outbox.refuse(id, error)
        }
    }

    func respond(_ id: JSONValue, _ result: JSONValue) {
        inbox.forget(id)
        outbox.answer(id, result)
    }

    /// The result of a request; nil when it will come later.
    private func answer(_ method: String, _ params: JSONValue, _ id: JSONValue) throws(ResponseError) -> JSONValue? {
        switch (phase, method) {
        case (.created, "initialize"): return initialize(params)
        case (.created, _): throw .notInitialized
        case (.stopped, _): throw .invalidRequest("the server has been shut down")
        case (.running, "initialize"): throw .invalidRequest("the server has been initialized")
        case (.running, "shutdown"):
            phase = .stopped
            for work in background { work.cancel() }
            return .null
        case (.running, "workspace/executeCommand"):
            try execute(params, id)
            return nil
        case (.running, _):
            guard let handler = RequestHandlers.all[method] else { throw .methodNotFound(method) }
            return try handler(params, self)
        }
    }

    private func notified(_ method: String, _ params: JSONValue) {
        guard phase == .running, let handler = NotificationHandlers.all[method] else { return }
        do throws(ResponseError) {
            try handler(params, self)
        } catch {
            // Nobody waits for an answer: the client's log says what was wrong.
            log(error.message, type: 1)
        }
    }

    /// Settings are the one thing that the server asks for.
    private func received(answer: JSONValue) {
        guard answer["id"].asText?.hasPrefix("settings-") == true else { return }
        use(settings: answer["result"].asArray?.first ?? .null)
    }

    // MARK: - The background

    /// Work in the background begins.
    /// - Parameter token: the request's own token; nil asks the client for one.
    func begin(_ title: String, token: JSONValue = .null) -> Progress {
        let progress = Progress(self, title: title, token: token)
        background.removeAll(where: \.hasEnded)
        background.append(progress)
        return progress
    }

    /// The client's user has had enough of some work.
    func cancel(_ token: JSONValue) {
        for work in background where work.token == token { work.cancel() }
    }

    // MARK: - The client

    private func initialize(_ params: JSONValue) -> JSONValue {
        client = ClientCapabilities(params)
        let folders = params["workspaceFolders"].asArray?.compactMap { $0["uri"].asText } ?? []
        let root = [params["rootUri"].asText].compactMap { $0 }
        workspace = Workspace(roots: (folders.isEmpty ? root : folders).compactMap(FileAddress.path))
        phase = .running
        if let process = params["processId"].asInteger { watch(process) }
        let settings = params["initializationOptions"]
        if hasFilesFromCommandLine { load() } else { use(settings: settings) }
        return ServerCapabilities.json(client)
    }

    /// An editor that crashed closes nothing: the server ends when the process is gone.
    private func watch(_ process: Int) {
        let inbox = inbox
        StandardInput.whenGone(process) { inbox.put(.closed) }
    }

    func log(_ message: String, type: Int = 3) {
        outbox.notify("window/logMessage", ["type": .integer(type), "message": .string(message)])
    }

    func show(_ message: String, type: Int = 3) {
        outbox.notify("window/showMessage", ["type": .integer(type), "message": .string(message)])
    }
}
