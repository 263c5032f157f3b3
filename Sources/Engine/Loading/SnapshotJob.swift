import TabularIO

/// A snapshot that is still to be written, once the user has the answer.
package struct SnapshotJob: Sendable {
    let key: SnapshotKey
    let sources: [InputSource]
    let options: LoadOptions
    /// What was loaded.
    let loaded: LoadedTable

    func load() throws(LoadError) -> LoadedTable { loaded }
}
