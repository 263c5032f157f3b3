import TabularIO

/// A snapshot that is still to be written, once the user has the answer.
package struct SnapshotJob: Sendable {
    let key: SnapshotKey
    let sources: [InputSource]
    let options: LoadOptions
    /// What was loaded; nil when columns are lacking.
    let loaded: LoadedTable?

    func load() throws(LoadError) -> LoadedTable {
        if let loaded { return loaded }
        var options = options
        options.progress = nil
        return try Loader.load(sources, options: options)
    }
}
