import Diagnostics
import Engine

/// Why data could not be loaded or a query not run, in one sentence.
struct DataProblem: Error, Sendable {
    let message: String
    let isCancellation: Bool

    init(_ error: EngineError) {
        switch error {
        case .cancelled: (message, isCancellation) = ("cancelled", true)
        case .load(let text, let advice), .execution(let text, let advice):
            (message, isCancellation) = (advice.map { "\(text) \($0)" } ?? text, false)
        case .output(let text): (message, isCancellation) = (text, false)
        case .query(let findings, let source):
            let first = findings.first { $0.severity == .error }
            let place = first.map { "line \(source.line(at: $0.range.start) + 1): " } ?? ""
            (message, isCancellation) = (place + (first?.message ?? "the query has a mistake"), false)
        }
    }
}
