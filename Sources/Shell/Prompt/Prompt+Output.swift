import Engine
import TabularIO

/// Where results go: to the screen, to a file, to a command.
extension Prompt {
    /// `.output FILE`, `.output | COMMAND`, and `.output` alone, which takes results back to the screen.
    func output(to target: String) {
        guard target.hasPrefix("|") else {
            if target.isEmpty, pipe != nil { return endPipe() }
            return writeLast(to: target)
        }
        let command = String(target.dropFirst()).trimmingSpace
        guard !command.isEmpty else { return fail("expected a command, such as `.output | sort`") }
        endPipe()
        guard let started = CommandPipe(command) else { return fail("`\(command)` could not be started") }
        let exporter = hasChosenFormat ? writer.exporter : Exporters.named("csv") ?? writer.exporter
        pipe = started
        pipeWriter = runner.writer(exporter, to: started.sink)
        tell("results go to `\(command)` as \(exporter.name) until `.output`")
    }

    /// Waits for the command that results went to, and says how it ended if it did not end well.
    func endPipe() {
        guard let ended = pipe else { return }
        (pipe, pipeWriter) = (nil, nil)
        if let failure = ended.finish() { fail(failure) }
        Interrupt.reset()
    }

    /// Notices that the command does not read any more.
    func checkPipe() {
        guard let ended = pipe, ended.isClosed else { return }
        (pipe, pipeWriter) = (nil, nil)
        fail(ended.finish() ?? "`\(ended.command)` reads no more", advice: "results are shown here again")
        Interrupt.reset()
    }

    /// `.mode`: the format that is asked for is the one for the command too.
    func choose(_ exporter: any Exporter) {
        hasChosenFormat = true
        writer.exporter = exporter
        pipeWriter?.exporter = exporter
    }
}
