import TabularIO

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Whether files have changed.
enum FileChange {
    /// Size and time of each file; nil when one is no file.
    static func times(of paths: [String]) -> [[Int]]? {
        let found = paths.compactMap { path -> [Int]? in
            var status = stat()
            guard stat(path, &status) == 0 else { return nil }
            #if canImport(Glibc)
                let time = status.st_mtim
            #else
                let time = status.st_mtimespec
            #endif
            return [Int(status.st_size), time.tv_sec, time.tv_nsec]
        }
        return found.count == paths.count && !paths.isEmpty ? found : nil
    }

    /// A short rest between two looks; a signal ends it.
    static func wait() { usleep(200_000) }

    static func text(of path: String) -> String? { try? InputSource.file(path).text() }
}
