import Diagnostics
import Engine
import JSON
import LanguageService
import Semantics

/// The commands: run a query, and pin its result under it as a comment. Both run in the background and answer later.
extension LanguageServer {
    func execute(_ params: JSONValue, _ id: JSONValue) throws(ResponseError) {
        let command = params["command"].asText ?? ""
        guard command == "tally.run" || command == "tally.pin" else {
            throw .invalidParams("there is no command `\(command)`")
        }
        let arguments = params["arguments"].asArray ?? []
        guard let uri = arguments.first?.asText else {
            throw .invalidParams("`\(command)` takes a document and a position")
        }
        let script = try script(uri)
        let place = arguments.count > 1 ? client.encoding.offset(arguments[1], in: script.source) ?? 0 : 0
        guard let (text, statement) = script.runnable(at: place) else {
            throw .failed("there is no query at this place")
        }
        guard data != nil || script.documentLinks().contains(where: { $0.kind == .data }) else {
            throw .failed(
                isLoading
                    ? "the data is still being loaded" : "no data is loaded: name files in the setting `tally.data`")
        }
        let progress = begin("Running", token: params["workDoneToken"])
        let inbox = inbox
        let isCancelled = { @Sendable in inbox.isCancelled(id) || progress.isCancelled }
        lane.run(
            text, runEnvironment(script, before: statement, uri, isCancelled: isCancelled), isCancelled: isCancelled,
            completion: { result in
                inbox.put(
                    .work { server in
                        progress.end("")
                        server.finish(result, id, command, uri, statement)
                    })
            })
    }

    private func finish(
        _ result: Result<RunOutcome, DataProblem>, _ id: JSONValue, _ command: String, _ uri: String,
        _ statement: SourceRange
    ) {
        switch result {
        case .failure(let problem):
            inbox.forget(id)
            outbox.refuse(id, problem.isCancellation ? .cancelled : .failed(problem.message))
        case .success(let outcome):
            let record = RunRecord(rows: outcome.rows, milliseconds: outcome.milliseconds)
            if let source = documents[uri]?.source {
                documents[uri]?.runs[source.text(statement)] = record
            }
            if client.canRefreshLenses { outbox.request("workspace/codeLens/refresh", .null) }
            if command == "tally.pin" {
                pin(outcome, uri, statement)
            } else {
                show(outcome.text)
            }
            respond(
                id,
                [
                    "text": .string(outcome.text), "rows": .integer(outcome.rows),
                    "milliseconds": .number(outcome.milliseconds),
                ])
        }
    }

    /// Puts the result behind the query, a comment a line.
    private func pin(_ outcome: RunOutcome, _ uri: String, _ statement: SourceRange) {
        guard let source = documents[uri]?.source else { return }
        let line = source.lineRange(source.line(at: statement.end))
        let lines = outcome.text.split(separator: "\n", omittingEmptySubsequences: false)
        let comment = lines.filter { !$0.isEmpty }.map { "\n-- \($0)" }.joined()
        let edit = TextEdit(SourceRange(line.end, line.end), comment)
        outbox.request(
            "workspace/applyEdit",
            ["label": "Pin the result", "edit": workspaceEdit([(uri, source, [edit])])])
    }
}
