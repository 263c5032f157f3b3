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
        // A file that has outgrown the limit by half is cut back, not at each start.
        if tally_history_base() > 1 + HistoryFile.limit / 2 {
            history_truncate_file(path, HistoryFile.limit)
            chmod(path, 0o600)
        }
        using_history()
    }

    /// Adds the last entry of Readline's history to the file. History is a convenience: a failure is not reported.
    func appendLast() {
        guard prepare() else { return }
        append_history(1, path)
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
