#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Shows on standard error how far a long load is.
///
/// It appears only on a terminal and only when the load takes longer than 300 ms, is redrawn at most ten times a
/// second, and leaves nothing behind. It is used by one thread.
package struct ProgressBar {
    private static let delay: UInt64 = 300_000_000
    private static let interval: UInt64 = 100_000_000

    private let totalBytes: Int?
    private let isTerminal: Bool
    private let start: UInt64
    private var nextDraw: UInt64
    private var isShown = false

    /// - Parameter totalBytes: The size of the input; nil when it is not known, as for a pipe: then there is no share and
    ///   no time left.
    package init(totalBytes: Int?) {
        self.totalBytes = totalBytes
        isTerminal = isatty(STDERR_FILENO) == 1
        start = ProgressBar.now()
        nextDraw = start + ProgressBar.delay
    }

    /// Says how far the load is. Cheap enough to be called for every chunk.
    package mutating func update(rows: Int, bytes: Int) {
        guard isTerminal else { return }
        let now = ProgressBar.now()
        guard now >= nextDraw else { return }
        nextDraw = now + ProgressBar.interval
        isShown = true
        let text = ProgressText.line(
            rows: rows, bytes: bytes, totalBytes: totalBytes, seconds: Double(now - start) / 1e9,
            width: ProgressBar.terminalWidth())
        put("\r" + text + "\u{1B}[K")
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
