#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A path that is about to be written, checked.
struct FileTarget {
    /// The path as it was asked for, for messages.
    private let name: String
    /// The path that is written: a link that leads to a file is followed.
    let path: String
    let folder: String
    let temporary: String
    /// The permissions of the file that will be replaced, for the new one to keep.
    private(set) var mode: mode_t?

    /// Looks at what is there now.
    ///
    /// - Throws: `.exists` when a file is there and may not be overwritten; `.notAFile` for folders, devices, pipes and
    ///   links to nowhere, which a rename would destroy; `.missingFolder` when there is no folder to write in.
    init(_ name: String, overwrite: Bool) throws(OutputError) {
        self.name = name
        var path = name
        guard !name.isEmpty else { throw OutputError(.notAFile, "a file to write needs a name") }
        var link = stat()
        if lstat(name, &link) == 0 {
            var status = stat()
            guard stat(name, &status) == 0 else {
                throw OutputError(.notAFile, "`\(name)` is a link that leads nowhere")
            }
            let kind = status.st_mode & S_IFMT
            guard kind == S_IFREG else {
                let word = kind == S_IFDIR ? "a folder" : kind == S_IFIFO ? "a pipe" : "a device"
                throw OutputError(.notAFile, "`\(name)` is \(word), not a file that can be written")
            }
            guard overwrite else { throw FileTarget.exists(name) }
            mode = status.st_mode & 0o7777
            if link.st_mode & S_IFMT == S_IFLNK { path = FileTarget.resolved(name) }
        } else if name.hasSuffix("/") {
            throw OutputError(.notAFile, "`\(name)` names a folder, not a file")
        }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let parent = parts.dropLast().joined(separator: "/")
        self.path = path
        folder = parts.count == 1 ? "." : parent.isEmpty ? "/" : parent
        temporary = (parts.count == 1 ? "" : parent + "/") + ".\(parts.last ?? "").tmp-\(getpid())"
        var place = stat()
        guard stat(folder, &place) == 0 else { throw failure(errno) }
        guard place.st_mode & S_IFMT == S_IFDIR else { throw failure(ENOTDIR) }
    }

    var exists: OutputError { FileTarget.exists(name) }

    func failure(_ code: Int32) -> OutputError {
        SystemFailure.error(code, writing: "`\(name)`", folder: folder == "." ? nil : folder)
    }

    /// Forces the new name to disk; file systems that cannot are left alone.
    func syncFolder() {
        let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    private static func exists(_ name: String) -> OutputError {
        OutputError(
            .exists,
            "`\(name)` exists already and is only replaced with `--overwrite`, or behind `set overwrite = true`")
    }

    private static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }
}
