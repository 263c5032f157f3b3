import Diagnostics
import Dispatch
import Engine
import Semantics
import Synchronization
import TabularIO

/// Loads data in the background, one piece after the other.
final class DataLane: Sendable {
    private let queue = DispatchQueue(label: "data")
    let threads: Int

    init(threads: Int) { self.threads = threads }

    struct Progress: Sendable {
        let percent: Int
        let rows: Int
    }

    /// Looks at the first rows of big files, beside the load that has begun; says nothing about others, which are there soon.
    func outline(_ files: [String], profiles: String, completion: @escaping @Sendable (Catalog) -> Void) {
        DispatchQueue(label: "outline").async {
            let session = Session(threads: 1)
            if !profiles.isEmpty { _ = try? session.prepare(profiles, name: "profiles") }
            session.cache = CacheFolder.ofUser.map { SnapshotCache($0) }
            session.add(files: files)
            if let outline = session.preview { completion(outline) }
        }
    }

    /// Loads the data that queries read by default.
    /// - Parameter profiles: the text of `dataset` statements that the data may fit.
    func load(
        _ files: [String], profiles: String, isCancelled: @escaping @Sendable () -> Bool,
        progress: @escaping @Sendable (Progress) -> Void,
        completion: @escaping @Sendable (Result<Catalog, DataProblem>) -> Void
    ) {
        let threads = threads
        queue.async {
            let session = Session(threads: threads)
            session.cache = CacheFolder.ofUser.map { SnapshotCache($0) }
            session.isCancelled = isCancelled
            session.progress = { step in
                let percent = step.bytesTotal > 0 ? step.bytesDone * 100 / step.bytesTotal : 0
                progress(Progress(percent: percent, rows: step.rows))
            }
            // A profile with mistakes is told of in its own document.
            if !profiles.isEmpty { _ = try? session.prepare(profiles, name: "profiles") }
            session.add(files: files)
            do throws(EngineError) {
                try session.loadPending()
                completion(.success(session.catalog))
            } catch {
                completion(.failure(DataProblem(error)))
            }
        }
    }

    /// Runs a text in what has been set up before it, and gives what its last statement says.
    func run(
        _ text: String, _ environment: Environment, isCancelled: @escaping @Sendable () -> Bool,
        completion: @escaping @Sendable (Result<RunOutcome, DataProblem>) -> Void
    ) {
        let threads = threads
        DispatchQueue(label: "run").async {
            let session = Session(environment, threads: threads)
            session.isCancelled = isCancelled
            do throws(EngineError) {
                completion(.success(try RunOutcome(text, session)))
            } catch {
                completion(.failure(DataProblem(error)))
            }
        }
    }

    /// Loads one file here and now.
    static func dataSet(
        _ path: String, threads: Int, isCancelled: @escaping @Sendable () -> Bool
    ) -> Result<DataSet, Environment.OpenError> {
        let session = Session(threads: threads)
        session.isCancelled = isCancelled
        session.cache = CacheFolder.ofUser.map { SnapshotCache($0) }
        session.add(files: [path])
        do throws(EngineError) {
            try session.loadPending()
        } catch {
            return .failure(Environment.OpenError(DataProblem(error).message))
        }
        return session.catalog.environment.dataSets.first.map { .success($0) }
            ?? .failure(Environment.OpenError("there is no data"))
    }
}

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
