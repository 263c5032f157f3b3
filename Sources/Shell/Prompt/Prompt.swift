import Diagnostics
import Engine
import LineEditor
import TabularIO

/// The plain prompt: reads a query over one or several lines, runs it, asks again.
final class Prompt {
    private let runner: ScriptRunner
    private let writer: ResultWriter
    private let narration: Narration
    private let editor = LineEditor()

    init(_ runner: ScriptRunner, _ writer: ResultWriter, _ narration: Narration) {
        self.runner = runner
        self.writer = writer
        self.narration = narration
    }

    func run() -> ExitCode {
        var entry = ""
        while !writer.isClosed {
            switch editor.readLine(prompt: entry.isEmpty ? "tally> " : "  ...> ") {
            case .endOfInput: return .success
            case .interrupted: entry = ""
            case .line(let line):
                if entry.isEmpty, line.allSatisfy(\.isWhitespace) { continue }
                if entry.isEmpty, [".quit", ".exit", "quit", "exit"].contains(line) { return .success }
                let isBlank = line.allSatisfy(\.isWhitespace)
                entry += (entry.isEmpty ? "" : "\n") + line
                guard isBlank || Session.isComplete(entry) else { continue }
                editor.addToHistory(entry)
                _ = runner.run(entry, name: "query", to: writer)
                Interrupt.reset()
                entry = ""
            }
        }
        return .success
    }
}
