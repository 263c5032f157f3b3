import Engine
import Semantics
import Synchronization

/// The files that scripts name themselves, with `from "file"` and `lookup "file"`: each is loaded once, in the background,
/// and until then only its columns are known, where it is big, and nothing is said about the values of those that read it.
final class SideFiles: Sendable {
    enum Status: Sendable {
        case loading
        /// The columns are known, and nothing of the rows.
        case outlined(DataSet)
        case loaded(DataSet)
        case failed(String)
    }

    /// What a statement is told that reads a file that is not there yet.
    static let loadingMessage = "the file is being read"

    private struct State {
        var files: [String: Status] = [:]
        var wanted: [String] = []
    }

    private let state = Mutex(State())

    /// A file that has been loaded, or why there is none; one that nobody asked for before is put on the list.
    func open(_ path: String) -> Result<DataSet, Environment.OpenError> {
        state.withLock { state in
            switch state.files[path] {
            case .loaded(let dataSet)?, .outlined(let dataSet)?: return .success(dataSet)
            case .failed(let message)?: return .failure(Environment.OpenError(message))
            case .loading?: return .failure(Environment.OpenError(SideFiles.loadingMessage))
            case nil:
                state.files[path] = .loading
                state.wanted.append(path)
                return .failure(Environment.OpenError(SideFiles.loadingMessage))
            }
        }
    }

    /// A file with its rows; nil while there are none.
    func loaded(_ path: String) -> DataSet? {
        state.withLock { if case .loaded(let dataSet)? = $0.files[path] { dataSet } else { nil } }
    }

    /// The columns of a file that is still being read.
    func outline(_ path: String, _ dataSet: DataSet) {
        state.withLock { if case .loading? = $0.files[path] { $0.files[path] = .outlined(dataSet) } }
    }

    /// Whether a file is known by its columns alone.
    var areOutlined: Bool {
        state.withLock { $0.files.values.contains { if case .outlined = $0 { true } else { false } } }
    }

    /// The files that have been asked for since the last call.
    func takeWanted() -> [String] {
        state.withLock { state in
            defer { state.wanted = [] }
            return state.wanted
        }
    }

    func set(_ path: String, _ status: Status) { state.withLock { $0.files[path] = status } }

    /// A file has changed: it is loaded anew when it is asked for.
    func forget(_ path: String) { _ = state.withLock { $0.files.removeValue(forKey: path) } }
}
