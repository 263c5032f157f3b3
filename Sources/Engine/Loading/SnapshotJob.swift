import Columnar
import TabularIO

/// A snapshot that is still to be written, once the user has the answer.
package struct SnapshotJob: Sendable {
    let key: SnapshotKey
    let sources: [InputSource]
    let options: LoadOptions
    /// What was loaded, perhaps without some columns.
    let loaded: LoadedTable

    /// What the load found out about columns, whichever of them it decoded.
    var landmarks: [String: [Landmark]] {
        Dictionary(zip(loaded.table.names, loaded.table.columns.map(\.landmarks))) { first, _ in first }
    }

    /// The files, as they were named.
    package var paths: [String] {
        sources.compactMap { if case .file(let path) = $0 { path } else { nil } }
    }

    /// The table with all its columns.
    func load() throws(LoadError) -> LoadedTable {
        if loaded.undecoded.isEmpty { return loaded }
        var options = options
        options.progress = nil
        return try Loader.load(sources, options: options)
    }
}
