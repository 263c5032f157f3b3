internal import Columnar

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What tells a file that was loaded from any other, and from itself after a change: where it lies, how long it is, when
/// it was changed, and a sample of its bytes.
package struct FileIdentity: Sendable, Hashable {
    /// Absolute, links followed.
    package let path: String
    package let size: Int
    /// Nanoseconds since 1970: when the content was changed, and when anything about the file was. The second cannot be
    /// set back by a program that sets back the first.
    let modified: Int
    private let changed: Int
    private let sample: UInt64

    private static let sampledRuns = 16
    private static let sampledBytes = 4 << 10

    /// Nil for what is no regular file, or cannot be read.
    package init?(_ path: String) {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        guard let (descriptor, status) = FileIdentity.openRegular(String(cString: resolved)) else { return nil }
        defer { close(descriptor) }
        self.path = String(cString: resolved)
        size = Int(status.st_size)
        (modified, changed) = (status.modified, status.changed)
        sample = FileIdentity.sample(descriptor, size)
    }

    /// The first bytes of a regular file; nil for anything else. It is not even opened when it is a pipe.
    static func start(of path: String, count: Int) -> [UInt8]? {
        guard let (descriptor, _) = openRegular(path) else { return nil }
        defer { close(descriptor) }
        return [UInt8](unsafeUninitializedCapacity: count) { memory, filled in
            filled = max(pread(descriptor, memory.baseAddress, count, 0), 0)
        }
    }

    private static func openRegular(_ path: String) -> (descriptor: Int32, status: stat)? {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            return nil
        }
        return (descriptor, status)
    }

    /// The first bytes, the last, and runs between them at equal distances.
    private static func sample(_ descriptor: Int32, _ size: Int) -> UInt64 {
        var sum = Checksum()
        withUnsafeTemporaryAllocation(byteCount: sampledBytes, alignment: 8) { memory in
            let last = max(size - sampledBytes, 0)
            for run in 0..<sampledRuns {
                let count = pread(
                    descriptor, memory.baseAddress, sampledBytes, off_t(last / (sampledRuns - 1) * run))
                sum.add(UnsafeRawBufferPointer(rebasing: memory[..<max(count, 0)]))
            }
            let count = pread(descriptor, memory.baseAddress, sampledBytes, off_t(last))
            sum.add(UnsafeRawBufferPointer(rebasing: memory[..<max(count, 0)]))
        }
        return sum.value
    }

    package func write(to writer: inout BinaryWriter) {
        writer.add(path)
        for number in [size, modified, changed] { writer.add(number) }
        writer.add(sample)
    }
}

extension FileIdentity {
    /// The running program, as bytes that another build of it does not have: what one build made of a file is not taken
    /// for what another would make of it.
    package static let program: [UInt8] = {
        #if canImport(Glibc)
            let path: String? = "/proc/self/exe"
        #else
            let path = _dyld_get_image_name(0).map { String(cString: $0) }
        #endif
        var writer = BinaryWriter()
        var status = stat()
        guard let path, stat(path, &status) == 0 else { return writer.bytes }
        for number in [Int(status.st_size), status.modified] { writer.add(number) }
        return writer.bytes
    }()
}

/// The name of the file in which something is kept that these bytes stand for: sixteen hexadecimal digits.
package func cacheName(_ bytes: [UInt8]) -> String {
    hexadecimal(bytes.withUnsafeBytes { Checksum($0).value }, 16)
}
