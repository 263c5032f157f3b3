import Columnar
import Diagnostics
import Dispatch
import Engine
import JSON
import LanguageService
import Semantics
import Syntax
import TabularIO

/// Runs the texts of pages, one after the other: a query uses all processors by itself.
final class QueryDesk: Sendable {
    private let environment: Environment
    private let threads: Int
    private let queue = DispatchQueue(label: "queries")

    /// - Parameter environment: what every text starts from; it says which files may be read.
    init(_ environment: Environment, threads: Int) {
        self.environment = environment
        self.threads = threads
    }

    /// Runs a text and gives the answer of its last query.
    func answer(
        _ text: String, isPictured: Bool = false, isCancelled: @escaping @Sendable () -> Bool
    ) -> JSONValue {
        queue.sync {
            do throws(EngineError) {
                let (script, results) = try run(text, isCancelled)
                guard let last = results.last else { return Answer.empty(script) }
                return Answer.json(last, script, isPictured: isPictured)
            } catch {
                return Answer.json(error, text)
            }
        }
    }

    /// The results of a text for a download, or the answer that says why there are none.
    func results(_ text: String, isCancelled: @escaping @Sendable () -> Bool) -> Result<[ResultTable], Refusal> {
        queue.sync {
            do throws(EngineError) {
                let tables = try run(text, isCancelled).results.compactMap { result -> ResultTable? in
                    if case .table(let result) = result { result.table } else { nil }
                }
                return .success(tables)
            } catch {
                return .failure(Refusal(answer: Answer.json(error, text)))
            }
        }
    }

    /// The answer that says why there is no result.
    struct Refusal: Error { let answer: JSONValue }

    /// What a statement says.
    enum Outcome: Sendable {
        case table(QueryResult)
        case text(String)
    }

    /// Runs a text on the thread that asks.
    func run(
        _ text: String, _ isCancelled: @escaping @Sendable () -> Bool
    ) throws(EngineError) -> (script: PreparedScript, results: [Outcome]) {
        if isCancelled() { throw .cancelled }
        let source = SourceText(text, name: "query")
        let refused = ReadOnly.findings(Parser.parse(source))
        if !refused.isEmpty { throw .query(refused, source) }
        let session = Session(environment, threads: threads)
        session.isCancelled = isCancelled
        let script = try session.prepare(text, name: "query")
        var outcomes: [Outcome] = []
        for statement in script.statements {
            if let explanation = try session.explanation(of: statement) {
                outcomes.append(.text(explanation))
            } else if let result = try session.run(statement) {
                outcomes.append(.table(result))
            }
        }
        return (script, outcomes)
    }

    /// The text as the language service sees it.
    func script(_ text: String) -> Script {
        Script(SourceText(text, name: "query"), Session(environment, threads: threads).catalog)
    }
}
