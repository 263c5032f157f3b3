#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Collects comma-separated fields and writes them to a file in large blocks, so that millions of rows need only the
/// memory of one block.
///
/// A file is written beside its place and renamed at the end: an interrupted run leaves no half-written file under the
/// name that was asked for.
final class RowWriter {
    private static let blockSize = 1 << 20

    /// The file as the user names it.
    private let name: String
    private let isRenamed: Bool
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var startsRow = true

    /// Opens `path`, or standard output where it is `-`.
    ///
    /// - Throws: `OutputError` when the file cannot be made.
    init(path: String) throws {
        buffer.reserveCapacity(RowWriter.blockSize + 65_536)
        name = path == "-" ? "standard output" : path
        isRenamed = path != "-" && !RowWriter.isSpecial(path)
        if path == "-" {
            descriptor = 1
        } else {
            descriptor = open(isRenamed ? path + ".partial" : path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
            if descriptor < 0 { throw OutputError(path: path, reason: String(cString: strerror(errno))) }
        }
    }

    /// Writes what is left and gives the file its name.
    ///
    /// - Throws: `OutputError` when the disk is full or the name cannot be given.
    func finish() throws {
        try flush()
        guard isRenamed else { return }
        if close(descriptor) != 0 || rename(name + ".partial", name) != 0 {
            throw OutputError(path: name, reason: String(cString: strerror(errno)))
        }
    }

    /// Appends a line as it is, such as a header.
    func line(_ text: String) throws {
        buffer.append(contentsOf: text.utf8)
        try endRow()
    }

    /// Appends a field and quotes it where it holds a comma, a quotation mark or a line break.
    func field(_ text: String) {
        separate()
        var needsQuotes = false
        for byte in text.utf8 where byte == 0x2C || byte == 0x22 || byte == 0x0A || byte == 0x0D { needsQuotes = true }
        guard needsQuotes else {
            buffer.append(contentsOf: text.utf8)
            return
        }
        buffer.append(0x22)
        for byte in text.utf8 {
            if byte == 0x22 { buffer.append(0x22) }
            buffer.append(byte)
        }
        buffer.append(0x22)
    }

    /// Appends a field that is known to need no quotation marks.
    func plain(_ text: String) {
        separate()
        buffer.append(contentsOf: text.utf8)
    }

    func plain(_ bytes: [UInt8]) {
        separate()
        buffer.append(contentsOf: bytes)
    }

    func number(_ value: Int) {
        separate()
        append(digitsOf: value)
    }

    /// Appends a whole number with `.0` behind it, as geographic exports write coordinates.
    func coordinate(_ value: Int) {
        number(value)
        buffer.append(0x2E)
        buffer.append(0x30)
    }

    /// Appends a field that the closure writes byte by byte.
    func bytes(_ write: (inout [UInt8]) -> Void) {
        separate()
        write(&buffer)
    }

    func empty() {
        separate()
    }

    func empty(_ count: Int) {
        for _ in 0..<count { separate() }
    }

    func endRow() throws {
        buffer.append(0x0A)
        startsRow = true
        if buffer.count >= RowWriter.blockSize { try flush() }
    }

    private func separate() {
        if startsRow {
            startsRow = false
        } else {
            buffer.append(0x2C)
        }
    }

    private func append(digitsOf value: Int) {
        if value < 0 { buffer.append(0x2D) }
        var rest = value.magnitude
        let start = buffer.count
        repeat {
            buffer.append(0x30 + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        buffer[start...].reverse()
    }

    /// Whether something stands under this name that is no ordinary file, such as a device or a pipe: it is written to in
    /// place, never replaced.
    private static func isSpecial(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
    }

    private func flush() throws {
        var written = 0
        while written < buffer.count {
            let count = buffer[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                let reason = String(cString: strerror(errno))
                if isRenamed { unlink(name + ".partial") }
                throw OutputError(path: name, reason: reason)
            }
            written += count
        }
        buffer.removeAll(keepingCapacity: true)
    }
}
