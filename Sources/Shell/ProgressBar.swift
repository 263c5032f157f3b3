#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A line on standard error that shows how far a long piece of work is.
///
/// It appears only on a terminal that can erase it and only when the work takes a while, is redrawn at most ten times a
/// second, and leaves nothing behind. It is used by one thread at a time.
package struct ProgressBar {
    private static let interval: UInt64 = 100_000_000

    private let isTerminal: Bool
    private let start: UInt64
    private var nextDraw: UInt64
    private var isShown = false

    /// - Parameter delay: the milliseconds before it first appears.
    package init(delay: UInt64) {
        isTerminal = isatty(STDERR_FILENO) == 1 && !Terminal.isDumb
        start = ProgressBar.now()
        nextDraw = start + delay * 1_000_000
    }

    /// Shows how far the work is. Cheap enough to be called for every chunk.
    /// - Parameter text: the line, made when it is drawn, from the seconds since the start and the columns there are.
    package mutating func update(_ text: (_ seconds: Double, _ width: Int) -> String) {
        guard isTerminal, !Screen.isLent else { return }
        let now = ProgressBar.now()
        guard now >= nextDraw else { return }
        nextDraw = now + ProgressBar.interval
        isShown = true
        put("\r" + text(Double(now - start) / 1e9, ProgressBar.terminalWidth()) + "\u{1B}[K")
    }

    /// Erases the bar.
    package mutating func finish() {
        guard isShown else { return }
        isShown = false
        put("\r\u{1B}[K")
    }

    private func put(_ text: String) {
        var text = text
        _ = text.withUTF8 { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }

    private static func now() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    private static func terminalWidth() -> Int {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }
}
