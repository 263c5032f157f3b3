#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// What is known about the terminal that the process was started in.
enum Terminal {
    static var isInputTerminal: Bool { isatty(STDIN_FILENO) == 1 }
    static var isOutputTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
    static var isErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// The columns of standard output; nil when it is no terminal.
    static var width: Int? {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return isOutputTerminal ? 80 : nil
        }
        return Int(size.ws_col)
    }

    /// Whether colours may be used on a stream: `--color` decides, then `NO_COLOR`, then `CLICOLOR_FORCE`, then whether
    /// the stream is a terminal that is not dumb.
    static func usesColors(_ choice: ShellOptions.Color, isTerminal: Bool) -> Bool {
        switch choice {
        case .always: return true
        case .never: return false
        case .auto:
            if let none = getenv("NO_COLOR"), none.pointee != 0 { return false }
            if let force = getenv("CLICOLOR_FORCE"), force.pointee != 0, force.pointee != 48 { return true }
            guard isTerminal else { return false }
            guard let name = getenv("TERM") else { return false }
            return strcmp(name, "dumb") != 0
        }
    }

    /// A variable of the environment that is not empty.
    static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Whether the terminal can do no more than print characters.
    static var isDumb: Bool { getenv("TERM").map { strcmp($0, "dumb") == 0 } ?? true }
}
