import Columnar
import Synchronization
import TabularIO

/// Gets tables from where they are had cheapest: from a saved data file, from the cache, or by reading text.
final class TableLoader: Sendable {
    private struct State {
        var opened: [Snapshot] = []
        var jobs: [SnapshotJob] = []
        /// What `outline` found out and `load` will want.
        var found: Found?
    }

    /// What the cache knows of files at the moment.
    private struct Found {
        let sources: [InputSource]
        let key: SnapshotKey
        let snapshot: Snapshot?
    }

    /// Nil reads and writes no snapshots.
    private let cache: SnapshotCache?
    private let state = Mutex(State())

    init(cache: SnapshotCache?) { self.cache = cache }

    /// The snapshots that are worth writing now; the next call gives none of them again.
    func takeJobs() -> [SnapshotJob] {
        state.withLock { state in
            defer { state.jobs = [] }
            return state.jobs
        }
    }

    /// Throws when answers must not be believed: a column that was read turned out to be damaged, and there is nothing
    /// to mend it with.
    func checkDamage() throws(LoadError) {
        guard let damage = state.withLock({ $0.opened.lazy.compactMap(\.damage).first }) else { return }
        throw LoadError(damage, advice: "Load the original files, and `save` them again.")
    }

    /// - Parameter keeps: whether the cache may take part.
    func load(
        _ sources: [InputSource], _ options: LoadOptions, keeps: Bool = true
    ) throws(LoadError) -> LoadedTable {
        let start = ContinuousClock.now
        if sources.count == 1, case .file(let path) = sources[0], Snapshot.isSnapshot(at: path) {
            return opened(try saved(path), since: start)
        }
        guard keeps, let cache, let found = takeFound(sources) ?? find(sources, options) else {
            return try Loader.load(sources, options: options)
        }
        let key = found.key
        if let snapshot = found.snapshot {
            return opened(snapshot, since: start, rescue: rescuer(of: snapshot, key, sources, options))
        }
        let loaded = try Loader.load(sources, options: options)
        if loaded.report.bytes >= cache.smallestLoad {
            var options = options
            options.columns = nil
            let job = SnapshotJob(key: key, sources: sources, options: options, loaded: loaded)
            state.withLock { state in
                state.jobs.removeAll { $0.key == key }
                state.jobs.append(job)
            }
        }
        return loaded
    }

    /// The columns of big files, as their first rows look, and no row; nil where everything is to be had at once.
    func outline(_ sources: [InputSource], _ options: LoadOptions, atLeast bytes: Int) -> LoadedTable? {
        if case .file(let path)? = sources.first, Snapshot.isSnapshot(at: path) { return nil }
        let found = find(sources, options)
        state.withLock { $0.found = found }
        return found?.snapshot == nil ? try? Loader.outline(sources, options: options, atLeast: bytes) : nil
    }

    /// Forgets what `outline` found out: by the next load it may not be true any more.
    func forgetFound() { state.withLock { $0.found = nil } }

    private func takeFound(_ sources: [InputSource]) -> Found? {
        state.withLock { state in
            defer { state.found = nil }
            return state.found?.sources == sources ? state.found : nil
        }
    }

    /// Nil for what is not kept: without a cache, and of sources that are no files.
    private func find(_ sources: [InputSource], _ options: LoadOptions) -> Found? {
        guard let cache, let key = SnapshotKey(sources, options) else { return nil }
        return Found(sources: sources, key: key, snapshot: cache.find(key, options))
    }

    private func opened(
        _ snapshot: Snapshot, since start: ContinuousClock.Instant,
        rescue: @escaping @Sendable (Int) -> Column? = { _ in nil }
    ) -> LoadedTable {
        state.withLock { $0.opened.append(snapshot) }
        let table = snapshot.table(rescue: rescue)
        return LoadedTable(table: table, report: snapshot.report.taking(ContinuousClock.now - start))
    }

    private func saved(_ path: String) throws(LoadError) -> Snapshot {
        do throws(Snapshot.Failure) { return try Snapshot(path: path) } catch {
            switch error {
            case .unreadable(let error): throw error
            case .otherVersion:
                throw LoadError(
                    "`\(path)` was saved by another version of Tally, or on another kind of machine.",
                    advice: "Load the original files, and `save` them again.")
            case .foreign, .damaged:
                throw LoadError(
                    "`\(path)` is damaged: it is cut off or was changed after it was saved.",
                    advice: "Load the original files, and `save` them again.")
            }
        }
    }

    /// Mends damaged columns of a cached snapshot: the files are read after all, once, and the snapshot goes.
    private func rescuer(
        of snapshot: Snapshot, _ key: SnapshotKey, _ sources: [InputSource], _ options: LoadOptions
    ) -> @Sendable (Int) -> Column? {
        let reloaded = Mutex<LoadedTable?>(nil)
        let cache = cache
        return { [weak self] column in
            let loaded = reloaded.withLock { reloaded -> LoadedTable? in
                if reloaded == nil {
                    cache?.folder.remove(snapshot.path)
                    reloaded = try? Loader.load(sources, options: options)
                    if let loaded = reloaded, SnapshotKey(sources, options) == key {
                        let job = SnapshotJob(key: key, sources: sources, options: options, loaded: loaded)
                        self?.state.withLock { $0.jobs.append(job) }
                    } else {
                        reloaded = nil
                    }
                }
                return reloaded
            }
            return loaded.flatMap { $0.table.names == snapshot.names ? $0.table.columns[column] : nil }
        }
    }
}
