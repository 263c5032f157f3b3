internal import CCrash
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The files and folders that are being made and have no name of their own yet.
///
/// Whoever makes one removes it, also when nobody waits for it any more. A process that ends before they get there calls
/// `removeAll`.
package enum UnfinishedFiles {
    private struct Known {
        var paths: Set<String> = []
        var isClosed = false

        /// Also for a signal that ends the process where it stands.
        mutating func add(_ path: String) {
            paths.insert(path)
            tally_note_unfinished(path)
        }

        mutating func remove(_ path: String) {
            paths.remove(path)
            tally_forget_unfinished(path)
        }
    }

    private static let known = Mutex(Known())

    /// Opens a file for writing, beside others of this process that have the same name in mind. One that is left from a
    /// process that had the same number is replaced.
    /// - Returns: its path, and the descriptor; negative where the system refuses, with the reason in `errno`.
    static func open(_ wanted: String) throws(OutputError) -> (path: String, descriptor: Int32) {
        try known.withLock { (known) throws(OutputError) -> (path: String, descriptor: Int32) in
            try checkOpen(known)
            var path = wanted
            var number = 1
            while known.paths.contains(path) {
                number += 1
                path = "\(wanted)-\(number)"
            }
            unlink(path)
            #if canImport(Glibc)
                let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
            #else
                let descriptor = Darwin.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
            #endif
            if descriptor >= 0 { known.add(path) }
            return (path, descriptor)
        }
    }

    /// Makes a folder that nobody else writes to; nil where the system refuses, with the reason in `errno`.
    static func makeFolder(in parent: String) throws(OutputError) -> String? {
        try known.withLock { (known) throws(OutputError) -> String? in
            try checkOpen(known)
            var template = Array("\(parent)/tally-XXXXXX".utf8CString)
            guard mkdtemp(&template) != nil else { return nil }
            let path = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } }
            if let path { known.add(path) }
            return path
        }
    }

    /// A file has got its name.
    static func forget(_ path: String) { known.withLock { $0.remove(path) } }

    static func remove(_ path: String) {
        known.withLock { known in
            delete(path)
            known.remove(path)
        }
    }

    /// Removes what work that was left behind is still making; it makes nothing more.
    package static func removeAll() {
        known.withLock { known in
            known.isClosed = true
            known.paths.forEach(delete)
            known.paths = []
        }
    }

    private static func checkOpen(_ known: Known) throws(OutputError) {
        if known.isClosed { throw OutputError.interrupted }
    }

    /// A library may make its file between two steps of this, and makes one.
    private static func delete(_ path: String) {
        guard unlink(path) != 0 else { return }
        for _ in 0..<3 {
            for name in names(inFolder: path) { unlink("\(path)/\(name)") }
            if rmdir(path) == 0 || errno == ENOENT { return }
        }
    }
}
