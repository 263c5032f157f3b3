import CScan

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The bytes of a source: a mapped file, or a few of them in memory. Immutable and shared.
final class InputBytes: @unchecked Sendable {
    /// How many bytes more can be read wherever cells are looked at: behind bytes in memory and copies, not mapped files.
    static let padding = Int(TALLY_TEXT_PADDING)

    let base: UnsafePointer<UInt8>
    let count: Int
    /// The mapped file; -1 for bytes in memory.
    private let descriptor: Int32

    var isMapped: Bool { descriptor >= 0 }

    private init(base: UnsafeMutableRawPointer, count: Int, descriptor: Int32) {
        self.base = UnsafePointer(base.assumingMemoryBound(to: UInt8.self))
        self.count = count
        self.descriptor = descriptor
    }

    /// Takes over memory of `malloc`, which has room for `padding` more.
    convenience init(adopting memory: UnsafeMutableRawPointer, count: Int) {
        memset(memory + count, 0, InputBytes.padding)
        self.init(base: memory, count: count, descriptor: -1)
    }

    /// The first bytes of an open file, which may be closed afterwards; nil when the system refuses.
    convenience init?(mapping descriptor: Int32, count: Int) {
        guard count > 0, let memory = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0), memory != MAP_FAILED
        else { return nil }
        let own = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        guard own >= 0 else {
            munmap(memory, count)
            return nil
        }
        madvise(memory, count, MADV_SEQUENTIAL)
        self.init(base: memory, count: count, descriptor: own)
    }

    /// Reads a run of a mapped file into memory: for who goes through it once that is cheaper than touching its pages, one
    /// fault after the other. False when the file does not hold it any more.
    func read(_ range: Range<Int>, into memory: UnsafeMutablePointer<UInt8>) -> Bool {
        var done = 0
        while done < range.count {
            let count = pread(descriptor, memory + done, range.count - done, off_t(range.lowerBound + done))
            if count > 0 { done += count } else if count == 0 || errno != EINTR { return false }
        }
        return true
    }

    deinit {
        let memory = UnsafeMutableRawPointer(mutating: base)
        guard isMapped else { return free(memory) }
        munmap(memory, count)
        close(descriptor)
    }

    subscript(range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: UnsafeBufferPointer(start: base, count: count)[range])
    }

    /// The first 4,096 bytes, or all where there are fewer: they tell what kind of file it is.
    var start: UnsafeBufferPointer<UInt8> { self[0..<min(count, 4_096)] }

    /// Opens a source and makes all its bytes readable: regular files are mapped, everything else is read to its end.
    /// While a pipe or a terminal keeps the program waiting, `isCancelled` is asked several times a second.
    /// - Parameter watch: what a stream is refused for before its end.
    static func open(
        _ source: InputSource, watch: StreamWatch? = nil, isCancelled: @Sendable () -> Bool = { false }
    ) throws(LoadError) -> InputBytes {
        guard case .file(let path) = source else {
            return try read(STDIN_FILENO, into: Spool(for: source.name, watch: watch), source.name, isCancelled)
        }
        let descriptor = systemOpen(path)
        guard descriptor >= 0 else { throw openFailure(source.name, errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw openFailure(source.name, errno) }
        guard status.st_mode & S_IFMT != S_IFDIR else {
            throw LoadError("\(source.name) is a directory, expected a file.")
        }
        if status.st_mode & S_IFMT == S_IFREG, let bytes = InputBytes(mapping: descriptor, count: Int(status.st_size)) {
            return bytes
        }
        return try read(descriptor, into: Spool(for: source.name, watch: watch), source.name, isCancelled)
    }

    private static func systemOpen(_ path: String) -> Int32 {
        #if canImport(Glibc)
            Glibc.open(path, O_RDONLY | O_CLOEXEC)
        #else
            Darwin.open(path, O_RDONLY | O_CLOEXEC)
        #endif
    }

    private static func openFailure(_ name: String, _ code: Int32) -> LoadError {
        switch code {
        case ENOENT, ENOTDIR: LoadError("\(name) does not exist.")
        case EACCES, EPERM: LoadError("\(name) cannot be read: permission denied.")
        default: LoadError("\(name) cannot be opened: \(String(cString: strerror(code))).")
        }
    }

    private static func read(
        _ descriptor: Int32, into spool: Spool, _ name: String, _ isCancelled: @Sendable () -> Bool
    ) throws(LoadError) -> InputBytes {
        while true {
            guard let room = spool.room(for: 64 << 10) else { return try spool.finish() }
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            while poll(&waiting, 1, 100) == 0 || isCancelled() {
                guard isCancelled() else { continue }
                throw LoadError("Reading \(name) was interrupted.", isCancellation: true)
            }
            let received = systemRead(descriptor, room.baseAddress, room.count)
            if received == 0 { return try spool.finish() }
            if received < 0 {
                let code = errno
                if code == EINTR { continue }
                if code == EISDIR { throw LoadError("\(name) is a directory, expected a file.") }
                throw LoadError("\(name) cannot be read: \(String(cString: strerror(code))).")
            }
            spool.advance(by: received)
        }
    }

    private static func systemRead(_ descriptor: Int32, _ memory: UnsafeMutableRawPointer?, _ count: Int) -> Int {
        #if canImport(Glibc)
            Glibc.read(descriptor, memory, count)
        #else
            Darwin.read(descriptor, memory, count)
        #endif
    }
}
