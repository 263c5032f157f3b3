import TabularIO

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Shows what an entry writes: on the screen when it fits there, else in a pager, which gets it while it is made.
///
/// What is written is held until it is more than a screen. A pager that is left early ends the result that it was shown, and
/// nothing else: the next one of the same entry is shown anew.
final class Pager {
    private enum Route {
        /// Not more than a screen yet.
        case held([UInt8], lines: Int)
        case screen
        /// With what was written first, as much as a pipe may hold that nobody reads.
        case command(CommandPipe, first: [UInt8])
    }

    var isOn = true
    private var route = Route.held([], lines: 0)
    /// Whether Ctrl-C came before all was written.
    private var isCut = false
    private let output = StandardOutput()

    private static let pipeSize = 1 << 17

    /// Where results are written: `.closed` when the user has seen enough of this one.
    var sink: ByteSink {
        { [self] (piece) throws(OutputError) -> WriteOutcome in
            do throws(OutputError) { return try put(Array(piece)) } catch {
                isCut = true
                throw error
            }
        }
    }

    /// Shows what is held, or waits until the user leaves the pager.
    /// - Returns: false when Ctrl-C came before all of it was on the screen.
    @discardableResult
    func flush() -> Bool {
        defer {
            (route, isCut) = (.held([], lines: 0), false)
            Screen.takeBack()
        }
        switch route {
        case .screen: return true
        case .held(let bytes, _): return (try? show(bytes)) != nil
        case .command(let command, let first): return end(command, first) || (try? show(first)) != nil
        }
    }

    private func put(_ piece: [UInt8]) throws(OutputError) -> WriteOutcome {
        switch route {
        case .held(var bytes, var lines):
            bytes += piece
            lines += piece.count { $0 == UInt8(ascii: "\n") }
            guard let height = Pager.height, isOn else { return try show(bytes) }
            route = .held(bytes, lines: lines)
            Screen.hold()
            guard lines >= height else { return .written }
            let name = ["TALLY_PAGER", "PAGER"].lazy.compactMap(Terminal.variable).first ?? "less -SRXF"
            guard let command = CommandPipe(name, isPager: true) else { return try show(bytes) }
            Screen.lend()
            route = .command(command, first: [])
            return try send(bytes, to: command, after: [])
        case .screen: return try show(piece)
        case .command(let command, let first): return try send(piece, to: command, after: first)
        }
    }

    private func show(_ bytes: [UInt8]) throws(OutputError) -> WriteOutcome {
        route = .screen
        defer { Screen.takeBack() }
        var rest = bytes[...]
        while !rest.isEmpty {
            if Interrupt.isRequested() { throw OutputError.interrupted }
            let piece = rest.prefix(ByteWriter.pieceSize)
            if try output.write(piece) == .closed { return .closed }
            rest = rest.dropFirst(piece.count)
        }
        return .written
    }

    private func send(_ bytes: [UInt8], to command: CommandPipe, after first: [UInt8]) throws(OutputError)
        -> WriteOutcome
    {
        let first = first.count < Pager.pipeSize ? first + bytes : first
        route = .command(command, first: first)
        if try bytes.write(to: command.sink) == .written { return .written }
        // A shell that finds no such program reads nothing, so all is still there.
        if !end(command, first) { return try show(first) }
        route = .held([], lines: 0)
        return .closed
    }

    /// - Returns: false when there is no such pager.
    private func end(_ command: CommandPipe, _ first: [UInt8]) -> Bool {
        let wasFound = command.finishPager(isCut ? "\ninterrupted: the rest is not shown\n" : "")
        Screen.takeBack()
        return wasFound
    }

    private static var height: Int? {
        var size = winsize()
        guard Terminal.isOutputTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 2,
            !Terminal.isDumb
        else { return nil }
        return Int(size.ws_row)
    }
}
