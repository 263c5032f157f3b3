#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Files on the way to their place: libraries write to a path, and sinks take bytes.
extension OutputFile {
    /// Where temporary files go: `TMPDIR`, or where the system keeps large ones.
    static var temporaryFolder: String {
        let named = getenv("TMPDIR").map { String(cString: $0) } ?? ""
        return named.isEmpty ? "/var/tmp" : named
    }

    /// Lends a folder that nobody else writes to, and removes it with the file in it.
    static func withTemporaryFolder(_ body: (String) throws(OutputError) -> Void) throws(OutputError) {
        guard let folder = try UnfinishedFiles.makeFolder(in: temporaryFolder) else {
            throw SystemFailure.error(errno, writing: "a temporary file", folder: temporaryFolder)
        }
        defer { UnfinishedFiles.remove(folder) }
        try body(folder)
    }

    /// Passes a file's bytes on until the reader has gone.
    static func copy(_ path: String, to sink: ByteSink, _ options: OutputOptions) throws(OutputError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemFailure.error(errno, writing: "a temporary file") }
        defer { close(descriptor) }
        let piece = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 20)
        defer { piece.deallocate() }
        while true {
            try options.checkCancellation()
            let count = read(descriptor, piece.baseAddress, piece.count)
            guard count >= 0 else { throw SystemFailure.error(errno, writing: "a temporary file") }
            guard count > 0, try sink(UnsafeBufferPointer(rebasing: piece[..<count])) == .written else { return }
        }
    }

    /// A file's content, for files that are put into others; nil when it cannot be read.
    package static func bytes(of path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &piece, piece.count)
            guard count >= 0 else { return nil }
            guard count > 0 else { return bytes }
            bytes += piece[..<count]
        }
    }
}
