import Columnar
import Engine
import TabularIO

/// What `tally cache` writes.
public enum CacheListing {
    /// One line a snapshot, the one that was used last first, and what all of them take.
    public static func list() -> ExitCode {
        guard let cache = SnapshotCache.ofUser else { return withoutFolder() }
        let entries = cache.snapshots.reversed()
        var lines = entries.map { entry in
            let used = ValueText.date(Int64(entry.lastUsed / 1_000_000))
            let size = right(bytes(entry.size), 9)
            guard let snapshot = try? Snapshot(path: entry.path) else {
                return "\(size)  \(used)  cannot be read any more"
            }
            let rows = right(grouped(snapshot.report.rowCount), 12)
            let sources = snapshot.sources.prefix(2).joined(separator: ", ")
            let more = snapshot.sources.count > 2 ? " and \(snapshot.sources.count - 2) more" : ""
            let state = SnapshotCache.isFresh(snapshot) ? "" : "  (out of date)"
            return "\(size)  \(used)  \(rows) rows  \(sources)\(more)\(state)"
        }
        let total = entries.reduce(0) { $0 + $1.size }
        let count = counted(entries.count, "snapshot")
        lines.append("\(count), \(bytes(total)) of at most \(bytes(cache.limit)), in \(cache.folder.path)")
        return write(lines)
    }

    /// Removes all snapshots, and says how many there were.
    public static func clear() -> ExitCode {
        guard let cache = SnapshotCache.ofUser else { return withoutFolder() }
        let (count, size) = cache.clear()
        return write(["removed \(counted(count, "snapshot")), \(bytes(size))"])
    }

    static func withoutFolder() -> ExitCode {
        Narration(colors: false).error("there is no cache folder: neither XDG_CACHE_HOME nor HOME is set")
        return .usage
    }

    private static func write(_ lines: [String]) -> ExitCode {
        _ = try? StandardOutput().write(lines.map { $0 + "\n" }.joined())
        return .success
    }

    private static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(width - text.count, 0)) + text
    }

    /// `63.6 MB`, in thousands.
    static func bytes(_ count: Int) -> String {
        let tenths = { (unit: Int) in "\((count * 10 + unit / 2) / unit / 10).\((count * 10 + unit / 2) / unit % 10)" }
        if count >= 1_000_000_000 { return "\(tenths(1_000_000_000)) GB" }
        return count >= 1_000_000 ? "\(tenths(1_000_000)) MB" : "\(tenths(1_000)) kB"
    }
}

extension SnapshotCache {
    /// The cache of the user who runs the program; nil when the environment names no home.
    static var ofUser: SnapshotCache? { CacheFolder.ofUser.map { SnapshotCache($0) } }
}
