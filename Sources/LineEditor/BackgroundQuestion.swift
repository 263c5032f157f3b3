internal import CReadline

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Asks the terminal for the colour behind its text, and knows the answer among the keys.
///
/// Nobody waits: the prompt is there at once, and an answer is a sequence of keys that changes the colours, whenever it comes
/// and whatever is typed before and behind it. A terminal that does not know the question gives none.
struct BackgroundQuestion {
    /// `OSC 11 ; ? BEL`, as xterm and those after it understand it.
    private static let question = "\u{1B}]11;?\u{07}"
    /// What the answer starts with; Readline has this as the name of a key.
    static let answerStart = "\u{1B}]11;"
    /// Terminals that would show the question.
    private static let tooOld = ["dumb", "linux", "vt", "ansi", "cons", "eterm", "sun"]
    /// How long an answer may be on its way, in milliseconds.
    private static let patience = 1_000

    private var asked: Int?
    private var isAnswered = false
    /// How the terminal was before it was told not to echo.
    private var echoing: termios?

    /// Asks when nobody has asked yet.
    mutating func ask() {
        guard asked == nil else { return }
        asked = BackgroundQuestion.now
        let name = getenv("TERM").map { String(cString: $0) } ?? "dumb"
        isAnswered = BackgroundQuestion.tooOld.contains { name.hasPrefix($0) }
        if !isAnswered { LinePainter.write(BackgroundQuestion.question) }
    }

    /// Reads the rest of an answer.
    /// - Returns: whether the background is light; nil when the answer is not to be understood.
    mutating func readAnswer() -> Bool? {
        isAnswered = true
        return BackgroundQuestion.isLight(BackgroundQuestion.rest { rl_read_key() })
    }

    /// While an answer is on its way, the terminal does not echo what comes in: Readline is not there to take it.
    mutating func silence() {
        guard isOutstanding else { return }
        var now = termios()
        guard tcgetattr(STDIN_FILENO, &now) == 0 else { return }
        echoing = now
        now.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSANOW, &now)
    }

    mutating func endSilence() {
        guard var before = echoing else { return }
        echoing = nil
        tcsetattr(STDIN_FILENO, TCSANOW, &before)
    }

    /// The program leaves: an answer that is still on its way is not for whoever reads the terminal next.
    mutating func finish() {
        defer { endSilence() }
        guard isOutstanding else { return }
        silence()
        var now = termios()
        guard tcgetattr(STDIN_FILENO, &now) == 0 else { return }
        now.c_lflag &= ~tcflag_t(ICANON)
        tcsetattr(STDIN_FILENO, TCSANOW, &now)
        guard BackgroundQuestion.isReadable(within: 200) else { return }
        _ = BackgroundQuestion.rest {
            var byte: UInt8 = 0
            return read(STDIN_FILENO, &byte, 1) == 1 ? Int32(byte) : 7
        }
    }

    private var isOutstanding: Bool {
        guard let asked, !isAnswered else { return false }
        return BackgroundQuestion.now - asked < BackgroundQuestion.patience
    }

    /// What comes up to the end of an answer, BEL or ST; no more than an answer is long, and nothing is waited for longer
    /// than the pieces of one are apart.
    private static func rest(_ next: () -> Int32) -> String {
        var bytes: [UInt8] = []
        while bytes.count < 64, isReadable(within: 200) {
            let byte = UInt8(truncatingIfNeeded: next())
            if byte == 7 || byte == 0x9C || (byte == UInt8(ascii: "\\") && bytes.last == 0x1B) { break }
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// `rgb:ffff/ffff/dddd`, of which the first digits say enough, weighed as the eye does.
    private static func isLight(_ answer: String) -> Bool? {
        guard let colors = answer.split(separator: ":", maxSplits: 1).last?.split(separator: "/"), colors.count >= 3
        else {
            return nil
        }
        let parts = colors.prefix(3).compactMap { color -> Double? in
            let digits = color.prefix { $0.isHexDigit }
            guard let value = Int(digits, radix: 16), digits.count <= 4 else { return nil }
            return Double(value) / Double(1 << (4 * digits.count) - 1)
        }
        guard parts.count == 3 else { return nil }
        return 0.299 * parts[0] + 0.587 * parts[1] + 0.114 * parts[2] > 0.5
    }

    private static func isReadable(within milliseconds: Int32) -> Bool {
        var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        return poll(&waiting, 1, milliseconds) > 0
    }

    private static var now: Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int(time.tv_sec) * 1_000 + Int(time.tv_nsec) / 1_000_000
    }
}
