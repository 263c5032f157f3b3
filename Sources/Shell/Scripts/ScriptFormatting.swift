import Diagnostics
import Engine
import TabularIO

/// `tally fmt`: scripts in their canonical form.
public struct ScriptFormatting {
    /// What becomes of a script that is not in its canonical form.
    public enum Mode: Sendable {
        /// Rewrites the files; standard input goes to standard output.
        case rewrite
        /// Names the files that are not formatted, and fails if there are any.
        case check
        /// Shows what would change.
        case difference
    }

    private let mode: Mode
    private let narration: Narration

    public init(_ mode: Mode, colors: ShellOptions.Color) {
        self.mode = mode
        narration = Narration(colors: Terminal.usesColors(colors, isTerminal: Terminal.isErrorTerminal))
    }

    /// Formats files, `-` for standard input.
    public func run(_ paths: [String]) -> ExitCode {
        var outcome = ExitCode.success
        for path in paths {
            let code = format(path)
            if code != .success { outcome = code }
        }
        return outcome
    }

    private func format(_ path: String) -> ExitCode {
        let source = InputSource.named(path)
        let name = source.title
        let text: String
        do throws(LoadError) { text = try source.text() } catch { return narration.report(error) }
        let formatted = Session.format(text, name: name)
        if formatted.diagnostics.hasErrors {
            narration.show(formatted.diagnostics, in: formatted.source)
            narration.say("\(name) is left as it is")
            return .query
        }
        do throws(OutputError) {
            switch mode {
            case .rewrite where path == "-": try StandardOutput().write(formatted.text)
            case .rewrite:
                guard formatted.text != text else { return .success }
                try OutputFile.write(formatted.text, to: path, overwrite: true)
            case .check:
                guard formatted.text != text else { return .success }
                narration.say("\(name) is not formatted; `tally fmt` would change it")
                return .query
            case .difference:
                try StandardOutput().write(Difference.text(from: text, to: formatted.text, name: name))
            }
        } catch {
            return narration.report(error)
        }
        return .success
    }
}
