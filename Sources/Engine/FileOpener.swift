import Semantics
import Synchronization
import TabularIO

/// Opens the files of `from "file"`, each once.
final class FileOpener: Sendable {
    private let opened = Mutex<[String: DataSet]>([:])

    /// What has been opened, in alphabetical order.
    var paths: [String] { opened.withLock { $0.keys.sorted() } }

    func open(_ path: String, _ loader: DataSetLoader) -> Result<DataSet, Environment.OpenError> {
        if let known = opened.withLock({ $0[path] }) { return .success(known) }
        do throws(LoadError) {
            let (dataSet, _, _) = try loader.load([.file(path)])
            opened.withLock { $0[path] = dataSet }
            return .success(dataSet)
        } catch {
            // Findings are no sentences with a full stop at their end.
            let message = error.message.hasSuffix(".") ? String(error.message.dropLast()) : error.message
            return .failure(Environment.OpenError(message))
        }
    }
}
