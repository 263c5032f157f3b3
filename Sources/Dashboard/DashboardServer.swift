import Columnar
import Diagnostics
import HTTP
import JSON
import LanguageService
import Synchronization
import TabularIO

/// Serves the dashboard of one data set to the browser of whoever started it.
package final class DashboardServer: Sendable {
    private let server: HTTPServer
    private let access: Access
    private let board: JSONValue
    private let desk: QueryDesk
    private let maps: LazyMaps
    /// The number of the last request of each page: earlier ones are not wanted any more.
    private let latest = Mutex<[String: Int]>([:])

    /// - Throws: `HTTPServer.Failure` when the port cannot be had.
    package init(_ opening: Opening, port: UInt16) throws(PortError) {
        do throws(HTTPServer.Failure) { server = try HTTPServer(port: port) } catch { throw PortError(error.isTaken) }
        access = Access(port: server.port)
        board = opening.board.json
        desk = QueryDesk(opening.environment, threads: opening.threads)
        maps = LazyMaps(opening)
    }

    /// Why there is no server.
    package struct PortError: Error {
        /// Whether another program has the port.
        package let isTaken: Bool

        init(_ isTaken: Bool) { self.isTaken = isTaken }
    }

    /// What to open in a browser. The token stands behind `#`: browsers keep that part to themselves.
    package var address: String { "http://127.0.0.1:\(server.port)/#token=\(access.token)" }

    package func run(isStopped: @escaping @Sendable () -> Bool) {
        maps.build(isCancelled: isStopped)
        server.run(isStopped: isStopped) { [self] request in
            var response = access.refusal(request) ?? answer(request, isStopped)
            response.headers += Access.headers
            return response
        }
    }

    private func answer(_ request: HTTPRequest, _ isStopped: @escaping @Sendable () -> Bool) -> HTTPResponse {
        if let file = PageFile.all.first(where: { $0.path == request.path }) {
            guard request.method == "GET" else { return HTTPResponse(status: 405, text: "This is read with GET.") }
            return HTTPResponse(type: file.type, .bytes(file.bytes))
        }
        if request.path == "/api/board" { return json(board) }
        if request.path == "/api/maps" { return json(maps.json) }
        guard let route = Route(rawValue: request.path) else {
            return HTTPResponse(status: 404, text: "There is nothing at \(request.path).")
        }
        guard request.method == "POST" else { return HTTPResponse(status: 405, text: "This is asked with POST.") }
        let question: JSONValue
        do throws(JSONParser.Failure) { question = try JSONParser.parse(request.body) } catch {
            return HTTPResponse(status: 400, text: "The question is no JSON: \(error.message).")
        }
        switch route {
        case .run: return run(question, isStopped)
        case .check: return check(question)
        case .complete: return complete(question)
        case .csv: return csv(question, isStopped)
        }
    }

    private enum Route: String {
        case run = "/api/run"
        case check = "/api/check"
        case complete = "/api/complete"
        case csv = "/api/csv"
    }

    private func json(_ value: JSONValue) -> HTTPResponse {
        HTTPResponse(type: "application/json; charset=utf-8", .bytes(Array(value.text.utf8)))
    }

    // MARK: - Answers

    /// Runs the queries of a page. A newer question of the same page ends an older one.
    private func run(_ question: JSONValue, _ isStopped: @escaping @Sendable () -> Bool) -> HTTPResponse {
        let page = question["page"].asText ?? ""
        let number = question["number"].asInteger ?? 0
        let lane = question["lane"].asText ?? ""
        let key = "\(page) \(lane)"
        latest.withLock { known in
            // Pages that nobody has open any more do not pile up.
            if known.count > 100 { known = [:] }
            known[key] = max(known[key] ?? 0, number)
        }
        let isStale: @Sendable () -> Bool = { [self] in
            isStopped() || latest.withLock { ($0[key] ?? 0) > number }
        }
        let texts = (question["queries"].asArray ?? []).compactMap(\.asText)
        let pictured = Set((question["pictured"].asArray ?? []).compactMap(\.asInteger))
        let answers = texts.enumerated().map { index, text in
            desk.answer(text, isPictured: pictured.contains(index), isCancelled: isStale)
        }
        return json(["answers": .array(answers)])
    }

    private func check(_ question: JSONValue) -> HTTPResponse {
        let script = desk.script(question["text"].asText ?? "")
        let found = ReadOnly.findings(script.tree) + script.diagnostics()
        return json(["findings": Answer.findings(found, script.source)])
    }

    private func complete(_ question: JSONValue) -> HTTPResponse {
        let text = question["text"].asText ?? ""
        let offset = min(max(0, question["offset"].asInteger ?? 0), text.utf16.count)
        let place = String(text.utf16.prefix(offset)) ?? ""
        let script = desk.script(text)
        let list = script.completions(at: place.utf8.count, limit: 40)
        return json([
            "range": Answer.range(list.range, script.source),
            "items": .array(
                list.items.map { item in
                    [
                        "label": .string(item.label), "insertion": .string(item.insertion),
                        "kind": .string(item.kind.rawValue), "detail": item.detail.map { .string($0) } ?? .null,
                    ]
                }),
        ])
    }

    /// The results as `tally -o csv` writes them, sent while they are written.
    private func csv(_ question: JSONValue, _ isStopped: @escaping @Sendable () -> Bool) -> HTTPResponse {
        let tables: [ResultTable]
        switch desk.results(question["text"].asText ?? "", isCancelled: isStopped) {
        case .success(let found): tables = found
        case .failure(let refusal):
            return HTTPResponse(
                status: 400, type: "application/json; charset=utf-8", .bytes(Array(refusal.answer.text.utf8)))
        }
        return HTTPResponse(
            type: "text/csv; charset=utf-8",
            .stream { send in
                let sink: ByteSink = { (piece) throws(OutputError) -> WriteOutcome in
                    send(Array(piece)) ? .written : .closed
                }
                for (index, table) in tables.enumerated() {
                    if index > 0, !send([10]) { return }
                    _ = try? CSVExporter().write(table, options: OutputOptions(), to: sink)
                }
            })
    }
}
