#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A folder of files that can be made anew: it is the user's alone, and so is what is in it.
package struct CacheFolder: Sendable {
    /// A file of the folder.
    package struct Entry: Sendable, Hashable {
        package let path: String
        package let size: Int
        /// Nanoseconds since 1970.
        package let lastUsed: Int
    }

    package let path: String

    package init(_ path: String) { self.path = path }

    /// Where this program's caches belong: `$XDG_CACHE_HOME/tally`, else `~/Library/Caches/tally` on macOS and
    /// `~/.cache/tally` elsewhere. Nil when the environment names no home.
    package static var ofUser: CacheFolder? {
        func variable(_ name: String) -> String? {
            guard let value = getenv(name), value.pointee == UInt8(ascii: "/") else { return nil }
            return String(cString: value)
        }
        if let caches = variable("XDG_CACHE_HOME") { return CacheFolder(caches + "/tally") }
        #if os(macOS)
            let place = "/Library/Caches/tally"
        #else
            let place = "/.cache/tally"
        #endif
        return variable("HOME").map { CacheFolder($0 + place) }
    }

    package func file(_ name: String) -> String { "\(path)/\(name)" }

    /// Makes the folder and those above it where they lack; false when that fails or somebody else owns it.
    package func make() -> Bool {
        var made = ""
        for part in path.split(separator: "/") {
            made += "/\(part)"
            guard mkdir(made, 0o700) == 0 || errno == EEXIST else { return false }
        }
        return isOwn(path, S_IFDIR)
    }

    /// Whether a path leads to a file or folder of this user that nobody else may write.
    package func owns(_ path: String) -> Bool { isOwn(path, S_IFREG) }

    private func isOwn(_ path: String, _ kind: mode_t) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == kind && status.st_uid == geteuid()
            && status.st_mode & 0o022 == 0
    }

    /// The files with an ending, the one that was used longest ago first.
    package func entries(ending: String) -> [Entry] {
        var entries: [Entry] = []
        for name in names(inFolder: path) where name.hasSuffix(ending) {
            var status = stat()
            guard lstat(file(name), &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
            entries.append(Entry(path: file(name), size: Int(status.st_size), lastUsed: status.modified))
        }
        return entries.sorted { ($0.lastUsed, $0.path) < ($1.lastUsed, $1.path) }
    }

    /// Notes that a file is used now.
    package func touch(_ path: String) { _ = utimensat(AT_FDCWD, path, nil, 0) }

    /// Removes a file; true when it is gone.
    @discardableResult package func remove(_ path: String) -> Bool { unlink(path) == 0 || errno == ENOENT }

    /// How many bytes this user may still write to the disk of the folder.
    package var freeBytes: Int {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return 0 }
        return Int(
            clamping: UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize)).partialValue)
    }
}
