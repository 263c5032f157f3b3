import TabularIO

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Collects what a statement writes and shows it: at once when it fits on the screen, else in a pager.
final class Pager {
    var isOn = true
    private var bytes: [UInt8] = []
    private let output = StandardOutput()

    /// Where results are written while the pager collects.
    var sink: ByteSink {
        { [self] (piece) throws(OutputError) -> WriteOutcome in
            bytes.append(contentsOf: piece)
            return .written
        }
    }

    /// Shows what has been collected.
    /// - Returns: false when Ctrl-C came before all of it was on the screen.
    @discardableResult
    func flush() -> Bool {
        guard !bytes.isEmpty else { return true }
        defer { bytes = [] }
        let lines = bytes.count { $0 == UInt8(ascii: "\n") }
        if isOn, let height = Pager.height, lines >= height, page() { return true }
        var rest = bytes[...]
        while !rest.isEmpty {
            if Interrupt.isRequested() { return false }
            let piece = rest.prefix(ByteWriter.pieceSize)
            guard case .written? = try? output.write(piece) else { return true }
            rest = rest.dropFirst(piece.count)
        }
        return true
    }

    /// Runs `$TALLY_PAGER`, `$PAGER` or `less -SRXF`; false when it could not be started.
    private func page() -> Bool {
        let command = ["TALLY_PAGER", "PAGER"].lazy.compactMap(Terminal.variable).first ?? "less -SRXF"
        guard let stream = popen(command, "w") else { return false }
        // A reader that leaves early is no error.
        let previous = signal(SIGPIPE, SIG_IGN)
        let written = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, stream) }
        let status = pclose(stream)
        signal(SIGPIPE, previous)
        // 127: the shell found no such program.
        return written > 0 && (status >> 8) & 0xFF != 127
    }

    private static var height: Int? {
        var size = winsize()
        guard Terminal.isOutputTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 2,
            let name = getenv("TERM"), strcmp(name, "dumb") != 0
        else { return nil }
        return Int(size.ws_row)
    }
}
