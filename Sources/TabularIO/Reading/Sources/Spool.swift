#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Bytes that are made while something is read, decompressed or converted, in any amount: the first megabytes stay in
/// memory, more go to a temporary file that has no name and is gone with the process.
///
/// What comes as a stream becomes a source like a file: it can be read a second time, and the memory that it takes does
/// not grow with it. After a failure bytes are taken and dropped; `finish` throws what happened.
final class Spool {
    /// How many bytes are kept in memory.
    static let kept = 4 << 20

    private let name: String
    private var watch: StreamWatch?
    private var memory: UnsafeMutableRawPointer?
    private var capacity = 0
    private var filled = 0
    private var file: Int32 = -1
    private var written = 0
    /// What went wrong; whoever fills the spool may stop early.
    private(set) var failure: LoadError?

    /// - Parameters:
    ///   - name: the source that the bytes stand for, for messages.
    ///   - watch: what they are refused for before all of them are there; nil takes any.
    init(for name: String, watch: StreamWatch? = nil) { (self.name, self.watch) = (name, watch) }

    deinit {
        free(memory)
        if file >= 0 { close(file) }
    }

    /// How many bytes there are.
    var count: Int { written + filled }

    /// Room for `length` bytes or more; what is written there counts after `advance`. Nil after a failure.
    func room(for length: Int) -> UnsafeMutableBufferPointer<UInt8>? {
        if filled > 0, filled + length > Spool.kept { flush() }
        if capacity - filled < length {
            let larger = max(filled + length, min(capacity * 2, Spool.kept))
            guard failure == nil, let moved = realloc(memory, larger) else {
                failure = failure ?? LoadError("\(name) does not fit into memory.")
                return nil
            }
            (memory, capacity) = (moved, larger)
        }
        guard failure == nil, let memory else { return nil }
        return UnsafeMutableBufferPointer(
            start: memory.assumingMemoryBound(to: UInt8.self) + filled, count: capacity - filled)
    }

    func advance(by length: Int) { filled += length }

    func append(_ byte: UInt8) {
        guard let room = room(for: 1) else { return }
        room[0] = byte
        filled += 1
    }

    func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard !bytes.isEmpty, let room = room(for: bytes.count) else { return }
        _ = room.update(fromContentsOf: bytes)
        filled += bytes.count
    }

    /// Hands the bytes over; the spool is empty afterwards.
    func finish() throws(LoadError) -> InputBytes {
        if file >= 0 { flush() }
        if let failure { throw failure }
        defer { (memory, capacity, filled) = (nil, 0, 0) }
        if file < 0 {
            guard let moved = realloc(memory, filled + InputBytes.padding) else {
                throw LoadError("\(name) does not fit into memory.")
            }
            return InputBytes(adopting: moved, count: filled)
        }
        free(memory)
        guard let bytes = InputBytes(mapping: file, count: written) else {
            throw LoadError("\(name) cannot be read back: \(String(cString: strerror(errno))).")
        }
        return bytes
    }

    // MARK: - The file

    private func flush() {
        defer { filled = 0 }
        guard failure == nil, let memory else { return }
        let bytes = UnsafeBufferPointer(start: memory.assumingMemoryBound(to: UInt8.self), count: filled)
        do throws(LoadError) { try watch?.look(at: bytes, behind: written, name: name) } catch {
            failure = error
            return
        }
        if file < 0 { open() }
        var done = 0
        while failure == nil, done < filled {
            let count = write(file, memory + done, filled - done)
            if count > 0 { done += count } else if errno != EINTR { fail("is kept in a temporary file", errno) }
        }
        written += done
    }

    private func open() {
        let variable = getenv("TMPDIR").map { String(cString: $0) } ?? ""
        var code = ENOENT
        for folder in [variable, "/var/tmp", "/tmp"] where !folder.isEmpty {
            var template = Array("\(folder)/tally-XXXXXX".utf8CString)
            file = mkstemp(&template)
            if file >= 0 {
                unlink(template)
                _ = fcntl(file, F_SETFD, FD_CLOEXEC)
                return
            }
            code = errno
        }
        fail("needs a temporary file", code)
    }

    private func fail(_ what: String, _ code: Int32) {
        failure = LoadError(
            "\(name) \(what), and that failed: \(String(cString: strerror(code))).",
            advice: "TMPDIR can name a folder with more room.")
    }
}
