#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The times of a file in nanoseconds since 1970.
extension stat {
    /// When the content was changed.
    var modified: Int {
        #if canImport(Glibc)
            nanoseconds(st_mtim)
        #else
            nanoseconds(st_mtimespec)
        #endif
    }

    /// When anything about the file was changed, its name and rights included.
    var changed: Int {
        #if canImport(Glibc)
            nanoseconds(st_ctim)
        #else
            nanoseconds(st_ctimespec)
        #endif
    }

    private func nanoseconds(_ time: timespec) -> Int { Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec) }
}
