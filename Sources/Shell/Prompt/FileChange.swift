import TabularIO

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Whether files have changed.
enum FileChange {
    /// What each file is now; nil when one is no file.
    static func states(of paths: [String]) -> [FileIdentity]? {
        let found = paths.compactMap(FileIdentity.init)
        return found.count == paths.count && !paths.isEmpty ? found : nil
    }

    /// A short rest between two looks; a signal ends it.
    static func wait() { usleep(200_000) }
}
