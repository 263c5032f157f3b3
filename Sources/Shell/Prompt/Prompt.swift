import Columnar
import Diagnostics
import Engine
import LineEditor
import Semantics
import TabularIO

/// The prompt: reads a query over one or several lines, runs it, asks again.
final class Prompt {
    let runner: ScriptRunner
    let writer: ResultWriter
    let pager: Pager
    let session: Session
    /// The queries that were run, newest last: `undo` goes back.
    private(set) var queries: [String] = []
    private(set) var entries: [String] = []
    /// The same with how they ran, and the number of their last result.
    private(set) var runs: [(number: Int?, entry: HistoryEntry)] = []
    private(set) var lastResult: QueryResult?
    /// How many results have got a number: the first is `#1`.
    private var resultCount = 0
    /// The result that `it` means.
    private var numberOfIt: Int?
    /// Nil on a terminal that cannot be painted on.
    let assistant: PromptAssistant?
    /// The command that results go to instead of the screen, and what writes them to it.
    var pipe: CommandPipe?
    var pipeWriter: ResultWriter?
    /// Whether a format was asked for; else a command gets one for machines.
    var hasChosenFormat: Bool
    private let narration: Narration
    private let editor: LineEditor

    init(_ session: Session, _ runner: ScriptRunner, _ writer: ResultWriter, _ pager: Pager, _ narration: Narration) {
        self.session = session
        self.runner = runner
        self.writer = writer
        self.pager = pager
        self.narration = narration
        hasChosenFormat = runner.options.format != nil
        let colors = Terminal.usesColors(runner.options.color, isTerminal: Terminal.isOutputTerminal)
        let isPainted = Terminal.isOutputTerminal && Terminal.isInputTerminal && !Terminal.isDumb
        assistant = isPainted ? PromptAssistant(session.catalog, Theme.chosen) : nil
        editor = LineEditor(assistant: assistant, colors: colors)
    }

    func run() -> ExitCode {
        defer {
            editor.finish()
            endPipe()
        }
        if runner.options.readsInit, let settings = InitFile.read() {
            if !settings.script.allSatisfy(\.isWhitespace) {
                _ = runner.run(settings.script, name: InitFile.path ?? "", to: writer)
            }
            for line in settings.commands where command(line) == .leave { return .success }
            pager.flush()
        }
        // Where lines are not painted, an entry is gathered line by line; else the editor has all of it.
        var (entry, initial) = ("", "")
        while !writer.isClosed {
            let read = editor.readLine(prompt: entry.isEmpty ? "tally> " : "  ...> ", initial: initial)
            initial = ""
            switch read {
            case .endOfInput: return .success
            case .interrupted: entry = ""
            case .line(let line):
                if entry.isEmpty, line.allSatisfy(\.isWhitespace) { continue }
                if entry.isEmpty, PromptCommand.isCommand(line) {
                    editor.addToHistory(line)
                    if command(line) == .leave { return .success }
                    continue
                }
                let isBlank = line.allSatisfy(\.isWhitespace) || line.hasSuffix("\n")
                entry += (entry.isEmpty ? "" : "\n") + line
                // The query stays as it is, and goes on behind the command.
                if let (query, command) = PromptCommand.betweenLines(of: entry) {
                    if self.command(command) == .leave { return .success }
                    (entry, initial) = assistant == nil ? (query, "") : ("", query + "\n")
                    continue
                }
                guard isBlank || Session.isComplete(entry) else { continue }
                let text = entry.trimmingSpace
                editor.addToHistory(text, of: catalog.environment.dataSets.first?.name)
                run(text)
                if let run = runs.last { editor.note(run.entry) }
                entry = ""
            }
        }
        return .success
    }

    private func command(_ line: String) -> PromptCommand.Outcome {
        defer {
            Interrupt.reset()
            refresh()
        }
        guard let (command, argument) = PromptCommand.find(line) else {
            let word = String(line.prefix { !$0.isWhitespace })
            let near =
                PromptCommand.foreign[word.lowercased()]
                ?? Suggestion.nearest(to: word, among: PromptCommand.all.map(\.name))
            fail("there is no command `\(word)`", advice: near.map { "did you mean `\($0)`?" } ?? "`.help` lists them")
            return .done
        }
        return command.run(self, argument)
    }

    // MARK: - Running

    var lastQuery: String? { queries.last }
    var catalog: Catalog { session.catalog }

    /// Runs a text and remembers its result, and with `remembers` the text as the query that may be refined.
    /// - Returns: false when it was interrupted.
    @discardableResult
    func run(_ text: String, name: String = "query", remembers: Bool = true) -> Bool {
        if name == "query" { entries.append(text) }
        runs.append((nil, HistoryEntry(text: text, dataSet: catalog.environment.dataSets.first?.name)))
        checkPipe()
        runner.number = { [self] query in number(query) }
        runner.onResult = { [self] result, query in
            if let lastResult { session.remains?.add(lastResult) }
            lastResult = result
            runs[runs.count - 1].number = resultCount
            runs[runs.count - 1].entry.outcome = outcome(of: result)
            if let pipe, result.path == nil, pipeWriter?.isClosed == false {
                let rows = result.table.rowCount
                tell("sent \(counted(rows, "row")) to `\(pipe.command)` · #\(resultCount)")
            }
            guard remembers, !query.hasPrefix("from it") else { return }
            let lasting = withoutIt(text)
            if queries.last != lasting { queries.append(lasting) }
            if session.define(view: "it", as: withoutIt(query)) { numberOfIt = resultCount }
        }
        var isInterrupted = runner.run(text, name: name, to: pipeWriter ?? writer) == .interrupted
        runner.onResult = { _, _ in }
        session.remains?.drop()
        if pipeWriter?.isClosed == true { checkPipe() }
        // What an interrupted script has answered before is shown.
        if isInterrupted { Interrupt.reset() }
        if !pager.flush() {
            isInterrupted = true
            narration.say("interrupted")
        }
        Interrupt.reset()
        refresh()
        return !isInterrupted
    }

    /// The entries of earlier sessions.
    var earlier: [HistoryEntry] { editor.earlier }

    /// Gives the next result its number, by which queries can read it.
    private func number(_ query: String) -> Int? {
        guard session.define(view: "#\(resultCount + 1)", as: withoutIt(query)) else { return nil }
        resultCount += 1
        return resultCount
    }

    /// A text that keeps its meaning when `it` becomes something else.
    private func withoutIt(_ text: String) -> String {
        numberOfIt.map { Session.renaming(source: "it", to: "#\($0)", in: text) } ?? text
    }

    /// The assistant sees what the last entry has changed.
    private func refresh() {
        assistant?.catalog = session.catalog
        assistant?.entries = entries
        assistant?.lastQuery = lastQuery ?? ""
    }

    // MARK: - Refining

    func refine(_ change: (String) throws(Refinement.Refusal) -> String) {
        do throws(Refinement.Refusal) {
            let next = try change(lastQuery ?? "")
            narration.say(next)
            run(next)
        } catch {
            fail(error.message)
        }
    }

    func undo() {
        guard queries.count > 1 else { return fail("there is no query before") }
        queries.removeLast()
        let query = queries.removeLast()
        narration.say(query)
        run(query)
    }

    /// Lists the cases behind a row of the last result.
    func drill(into row: Int) {
        guard let lastResult, let lastQuery else { return noQuery() }
        do throws(Refinement.Refusal) {
            let query = try Refinement.rows(
                row, of: lastResult.table, query: lastQuery, in: session.catalog.environment)
            narration.say(query)
            run(query, remembers: false)
            // Another row of the same result may be asked for next.
            self.lastResult = lastResult
        } catch {
            fail(error.message)
        }
    }

    /// `last 5 as report.tally`
    func save(_ argument: String) {
        let words = argument.split(separator: " ", maxSplits: 3).map(String.init)
        guard words.count == 4, let count = Int(words[1]), count > 0, words[2] == "as" else {
            return fail("expected `save last 5 as report.tally`")
        }
        guard !queries.isEmpty else { return noQuery() }
        let chosen = queries.suffix(count)
        do throws(OutputError) {
            try OutputFile.write(
                chosen.joined(separator: "\n\n") + "\n", to: words[3], overwrite: session.isSet("overwrite"))
            narration.say("wrote \(chosen.count) quer\(chosen.count == 1 ? "y" : "ies") to \(words[3])")
        } catch {
            fail(error.message)
        }
    }

    func writeLast(to path: String) {
        guard let lastResult, let lastQuery else { return noQuery() }
        guard !path.isEmpty else { return fail("expected a file name, such as `.output late.csv`") }
        do throws(OutputError) {
            var options = OutputOptions()
            options.isCancelled = Interrupt.isRequested
            let files = ResultFiles(session, narration, options)
            let (overwrites, provenance) = (session.isSet("overwrite"), session.isSet("provenance"))
            try files.write(lastResult, of: lastQuery, to: path, overwrite: overwrites, provenance: provenance)
            try files.finish(overwrite: overwrites, provenance: provenance)
        } catch {
            _ = narration.report(error)
        }
    }

    func edit() {
        guard let text = TextEditor.edit(lastQuery ?? "") else { return fail("the editor could not be started") }
        let query = text.trimmingSpace
        guard !query.isEmpty else { return }
        narration.say(query)
        editor.addToHistory(query)
        run(query)
    }

    // MARK: - Telling

    /// What accompanies results goes to standard error.
    func tell(_ line: String) { narration.say(line) }
    func say(_ line: String) { _ = try? StandardOutput().write(line + "\n") }

    func page(_ text: String) {
        _ = try? writer.write(text: text)
        pager.flush()
    }

    func fail(_ message: String, advice: String? = nil) { narration.error(message, advice: advice) }
    func report(_ error: EngineError) { _ = narration.report(error) }
    func noQuery() { fail("there is no query yet") }

    func set(_ argument: String, _ name: String, _ change: (Bool) -> Void) {
        guard ["on", "off"].contains(argument) else { return fail("expected `\(name) on` or `\(name) off`") }
        change(argument == "on")
    }
}
