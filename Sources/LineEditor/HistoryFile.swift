internal import CReadline

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The file in which Readline's history persists.
///
/// Entries are appended one by one, so that two sessions at once lose nothing and a crash loses nothing. Queries can name
/// people and addresses: the file is readable by its owner only.
package struct HistoryFile: Sendable {
    package let path: String

    /// The most entries that are kept.
    private static let limit: Int32 = 10_000

    package init(path: String) { self.path = path }

    /// `$XDG_STATE_HOME/tally/history`, by default `~/.local/state/tally/history`; nil without a home.
    package static var standard: HistoryFile? {
        // The XDG rules say that a relative path is to be ignored.
        if let state = variable("XDG_STATE_HOME"), state.hasPrefix("/") {
            return HistoryFile(path: state + "/tally/history")
        }
        return variable("HOME").map { HistoryFile(path: $0 + "/.local/state/tally/history") }
    }

    /// Reads the file into Readline's history. A file that is missing or cannot be read leaves it empty.
    func load() {
        tally_history_keep_multiline()
        stifle_history(HistoryFile.limit)
        using_history()
        guard prepare() else { return }
        read_history(path)
        for index in 0..<tally_history_count() {
            guard let line = history_get(tally_history_base() + index)?.pointee.line else { continue }
            let text = String(cString: line)
            guard text.hasPrefix(" #") else { continue }
            free_history_entry(replace_history_entry(index, String(text.dropFirst()), nil))
        }
        // A file that has outgrown the limit by half is cut back, not at each start.
        if tally_history_base() > 1 + HistoryFile.limit / 2 {
            history_truncate_file(path, HistoryFile.limit)
            chmod(path, 0o600)
        }
        using_history()
    }

    /// The entries that Readline knows, oldest first.
    var entries: [HistoryEntry] {
        (0..<tally_history_count()).compactMap { index in
            guard let entry = history_get(tally_history_base() + index), let line = entry.pointee.line else {
                return nil
            }
            let stamp = entry.pointee.timestamp.map { String(cString: $0) } ?? ""
            return HistoryEntry(text: String(cString: line), stamp: stamp)
        }
    }

    /// Adds an entry to the file. History is a convenience: a failure is not reported.
    /// - Returns: where in the file it stands.
    func append(_ entry: String, stamp: String) -> off_t? {
        guard prepare() else { return nil }
        let descriptor = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        // A line like `#3 where late` would be taken for a time: a blank makes it an entry, as it is for the language.
        let lines = entry.split(separator: "\n", omittingEmptySubsequences: false)
        let text = lines.map { $0.first == "#" ? " " + $0 : String($0) }.joined(separator: "\n")
        let bytes = Array("\(stamp)\n\(text)\n".utf8)
        guard write(descriptor, bytes, bytes.count) == bytes.count else { return nil }
        return lseek(descriptor, 0, SEEK_CUR) - off_t(bytes.count)
    }

    /// Writes a stamp of the same length over another, unless the file has become a different one.
    func replace(_ stamp: String, at offset: off_t, with other: String) {
        let (old, new) = (Array(stamp.utf8), Array(other.utf8))
        let descriptor = open(path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0, old.count == new.count else { return }
        defer { close(descriptor) }
        var found = [UInt8](repeating: 0, count: old.count)
        guard pread(descriptor, &found, found.count, offset) == old.count, found == old else { return }
        _ = pwrite(descriptor, new, new.count, offset)
    }

    /// Makes the folders (mode 700) and the file (mode 600) where they are missing.
    private func prepare() -> Bool {
        var folder = ""
        for part in path.split(separator: "/").dropLast() {
            folder += "/" + part
            mkdir(folder, 0o700)
        }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return false }
        fchmod(descriptor, 0o600)
        close(descriptor)
        return true
    }

    private static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
}
