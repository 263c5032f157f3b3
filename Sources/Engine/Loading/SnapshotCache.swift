import Columnar
package import TabularIO

/// Keeps what was made of big files, so that the next start maps it and parses nothing.
///
/// Nothing in it is trusted. A snapshot is used when its header is whole, when the same build of the program wrote it
/// from the same files, unchanged, with the same options and hints, and each column when its checksum is right.
/// Anything else is as if there were none, and the next load replaces it. Only this user can read the folder, and the
/// snapshots that were used longest ago go when all together are larger than `limit`.
package struct SnapshotCache: Sendable {
    static let ending = ".tally-data"

    package let folder: CacheFolder
    /// How many bytes all snapshots may take together.
    package let limit: Int

    /// How many bytes a load has to read, decompressed, for a snapshot to be worth its place: less loads in a blink.
    package let smallestLoad: Int

    package init(_ folder: CacheFolder, limit: Int = 4_000_000_000, smallestLoad: Int = 8_000_000) {
        (self.folder, self.limit, self.smallestLoad) = (folder, limit, smallestLoad)
    }

    // MARK: - Reading

    /// The snapshot that stands for the files, if there is one.
    func find(_ key: SnapshotKey, _ options: LoadOptions) -> Snapshot? {
        let path = folder.file(key.name)
        // Hardly any file of text is packed more densely than 64 to 1.
        guard key.byteCount >= smallestLoad / 64, folder.owns(path), let snapshot = try? Snapshot(path: path),
            snapshot.identity == key.identity(header: snapshot.names, options),
            SnapshotCache.accepts(snapshot.report, options)
        else { return nil }
        folder.touch(path)
        return snapshot
    }

    /// Whether a load with these options would have ended in the same way: policies matter only where they apply.
    private static func accepts(_ report: LoadReport, _ options: LoadOptions) -> Bool {
        (report.raggedCount == 0 || report.ragged == options.ragged)
            && (options.badValues == .keepMissing || report.columns.allSatisfy { $0.badCount == 0 })
    }

    // MARK: - Writing

    /// What became of a snapshot that should be written.
    package enum Outcome: Sendable {
        case written(bytes: Int)
        /// Why there is none, in words that follow "no snapshot: ".
        case skipped(String)
    }

    /// Writes a snapshot, unless the files have changed since they were loaded, the disk is nearly full, or another
    /// process writes the same one.
    package func store(_ job: SnapshotJob) -> Outcome {
        exclusively(job.key) { write(job) }
    }

    /// Loads and writes what a snapshot needs while no other process does so for the same files.
    func exclusively(_ key: SnapshotKey, _ body: () -> Outcome) -> Outcome {
        guard folder.make() else { return .skipped("\(folder.path) cannot be used as a cache folder") }
        guard let lock = FileLock(folder.file(key.name + ".lock")) else {
            return .skipped("another process is writing it")
        }
        return withExtendedLifetime(lock) { body() }
    }

    /// Call it in `exclusively`.
    func write(_ job: SnapshotJob) -> Outcome {
        let loaded: LoadedTable
        do throws(LoadError) { loaded = try job.load() } catch { return .skipped(error.message) }
        guard SnapshotKey(job.sources, job.options) == job.key else { return .skipped("the file has changed") }
        let writer = SnapshotWriter(
            loaded, sources: job.key.files.map(\.path),
            identity: job.key.identity(header: loaded.table.names, job.options), landmarks: job.landmarks)
        guard writer.byteCount <= limit / 2 else { return .skipped("it would take more than half of the cache") }
        makeRoom(for: writer.byteCount, besides: job.key.name)
        guard folder.freeBytes / 2 >= writer.byteCount else { return .skipped("the disk is nearly full") }
        do throws(OutputError) {
            try OutputFile.write(to: folder.file(job.key.name), overwrite: true, isPrivate: true) {
                (sink) throws(OutputError) in try writer.write(to: sink)
            }
        } catch { return .skipped(error.message) }
        return .written(bytes: writer.byteCount)
    }

    /// Removes what writers that were killed left behind, and the oldest snapshots as far as the limit asks for it.
    private func makeRoom(for bytes: Int, besides name: String) {
        let entries = folder.entries(ending: "")
        let newest = entries.last?.lastUsed ?? 0
        let hour = 3_600_000_000_000
        for entry in entries where entry.path.contains(SnapshotCache.ending + ".tmp-") {
            // Nobody else writes what this process has the lock of.
            if entry.lastUsed < newest - hour || entry.path.contains(name) { folder.remove(entry.path) }
        }
        let kept = snapshots.filter { $0.path != folder.file(name) }
        var total = kept.reduce(bytes) { $0 + $1.size }
        for entry in kept where total > limit {
            folder.remove(entry.path)
            total -= entry.size
        }
    }

    // MARK: - Looking after it

    /// All snapshots, the one that was used longest ago first.
    package var snapshots: [CacheFolder.Entry] { folder.entries(ending: SnapshotCache.ending) }

    /// Removes everything; gives back how many snapshots are gone and how many bytes they took.
    package func clear() -> (count: Int, bytes: Int) {
        let entries = folder.entries(ending: "").filter { $0.path.contains(SnapshotCache.ending) }
        let gone = entries.filter { folder.remove($0.path) && !$0.path.hasSuffix(".lock") }
        return (gone.count, gone.reduce(0) { $0 + $1.size })
    }

    /// Whether a snapshot still stands for its files.
    package static func isFresh(_ snapshot: Snapshot) -> Bool {
        let files = snapshot.sources.compactMap(FileIdentity.init)
        return files.count == snapshot.sources.count
            && snapshot.identity.starts(with: SnapshotKey.bytes(of: files) + identityOfProgram)
    }

    private static var identityOfProgram: [UInt8] {
        var writer = BinaryWriter()
        writer.add(FileIdentity.program)
        return writer.bytes
    }
}
