#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The bytes of a source: a mapped file, or memory that a stream was read into. Immutable and shared.
///
/// Everything that touches the operating system for reading is here.
final class InputBytes: @unchecked Sendable {
    let base: UnsafePointer<UInt8>
    let count: Int
    private let mapped: Bool

    private init(base: UnsafeMutableRawPointer, count: Int, mapped: Bool) {
        self.base = UnsafePointer(base.assumingMemoryBound(to: UInt8.self))
        self.count = count
        self.mapped = mapped
    }

    /// Takes over what was read or made; `memory` is empty afterwards.
    convenience init(taking memory: GrowingBytes) {
        let (base, count) = memory.take()
        self.init(base: base, count: count, mapped: false)
    }

    /// A copy of bytes that were made in memory.
    convenience init(_ bytes: [UInt8]) {
        let copy = GrowingBytes()
        bytes.withUnsafeBufferPointer { copy.append($0) }
        self.init(taking: copy)
    }

    deinit {
        let memory = UnsafeMutableRawPointer(mutating: base)
        if mapped { munmap(memory, count) } else { free(memory) }
    }

    subscript(range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: UnsafeBufferPointer(start: base, count: count)[range])
    }

    /// Opens a source and makes all its bytes readable: regular files are mapped, everything else is read to its end.
    /// While a pipe or a terminal keeps the program waiting, `isCancelled` is asked several times a second.
    static func open(
        _ source: InputSource, isCancelled: @Sendable () -> Bool = { false }
    ) throws(LoadError) -> InputBytes {
        guard case .file(let path) = source else {
            return try read(STDIN_FILENO, name: source.name, isCancelled)
        }
        let descriptor = systemOpen(path)
        guard descriptor >= 0 else { throw openFailure(source.name, errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw openFailure(source.name, errno) }
        guard status.st_mode & S_IFMT != S_IFDIR else {
            throw LoadError("\(source.name) is a directory, expected a file.")
        }
        let size = Int(status.st_size)
        if status.st_mode & S_IFMT == S_IFREG, size > 0,
            let memory = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), memory != MAP_FAILED
        {
            madvise(memory, size, MADV_SEQUENTIAL)
            return InputBytes(base: memory, count: size, mapped: true)
        }
        return try read(descriptor, name: source.name, isCancelled)
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
        _ descriptor: Int32, name: String, _ isCancelled: @Sendable () -> Bool
    ) throws(LoadError) -> InputBytes {
        let bytes = GrowingBytes()
        while true {
            guard bytes.reserve(1 << 20), let end = bytes.end else {
                throw LoadError("\(name) does not fit into memory.")
            }
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            while poll(&waiting, 1, 100) == 0 || isCancelled() {
                guard isCancelled() else { continue }
                throw LoadError("Reading \(name) was interrupted.", isCancellation: true)
            }
            let received = systemRead(descriptor, end, bytes.room)
            if received == 0 { return InputBytes(taking: bytes) }
            if received < 0 {
                let code = errno
                if code == EINTR { continue }
                if code == EISDIR { throw LoadError("\(name) is a directory, expected a file.") }
                throw LoadError("\(name) cannot be read: \(String(cString: strerror(code))).")
            }
            bytes.count += received
        }
    }

    private static func systemRead(_ descriptor: Int32, _ memory: UnsafeMutableRawPointer, _ count: Int) -> Int {
        #if canImport(Glibc)
            Glibc.read(descriptor, memory, count)
        #else
            Darwin.read(descriptor, memory, count)
        #endif
    }
}
