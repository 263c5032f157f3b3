#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file that at most one process holds at a time, and that is gone when nobody does. A process that dies lets go of it.
package final class FileLock {
    private let path: String
    private let descriptor: Int32

    /// Nil when another process holds it, and when there can be no such file.
    package init?(_ path: String) {
        self.path = path
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { return nil }
        var status = stat()
        // A file without a name has just been let go of by another process: what it guards is not guarded by it any more.
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, fstat(descriptor, &status) == 0, status.st_nlink > 0 else {
            close(descriptor)
            return nil
        }
    }

    /// Lets go of the file.
    deinit {
        unlink(path)
        close(descriptor)
    }
}
