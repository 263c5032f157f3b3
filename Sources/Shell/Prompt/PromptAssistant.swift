import Diagnostics
import Dispatch
import Engine
import LanguageService
import LineEditor
import Synchronization

/// The language service under the fingers: colours, hints, completions and the answer before Enter.
final class PromptAssistant: LineAssistant {
    /// What is loaded and defined: renewed after each entry.
    var catalog: Catalog
    /// The last query, which lines that begin with `+` go on from.
    var lastQuery = ""
    /// The entries of this session, newest last: hints come from them.
    var entries: [String] = []
    var showsPreview = true
    /// Nil as long as nobody has said what suits.
    var chosenTheme: Theme?
    private var theme: Theme { chosenTheme ?? .dark }
    private let previews: PreviewWorker

    init(_ catalog: Catalog, _ theme: Theme?) {
        self.catalog = catalog
        chosenTheme = theme
        previews = PreviewWorker()
    }

    var wakeDescriptor: Int32 { previews.wakeDescriptor }
    var asksForBackground: Bool { chosenTheme == nil }

    /// What was chosen while the answer was on its way stays.
    func learn(background isLight: Bool) { chosenTheme = chosenTheme ?? (isLight ? .light : .dark) }

    func colored(_ text: String) -> String {
        guard !PromptCommand.isCommand(text) else { return theme.colored(command: text) }
        if let (query, command) = PromptCommand.betweenLines(of: text) {
            return colored(query) + "\n" + theme.colored(command: command)
        }
        let script = Script(SourceText(text, name: "query"), catalog)
        return theme.colored(text, script.semanticTokens())
    }

    /// The rest of the newest entry that begins with the text, else of the likeliest word.
    func hint(for text: String) -> String? {
        guard !text.allSatisfy(\.isWhitespace) else { return nil }
        if let entry = entries.last(where: { $0.hasPrefix(text) && $0 != text }) {
            return String(entry.dropFirst(text.count))
        }
        let found = completions(of: text, at: text.utf8.count)
        guard found.fragment.count > 1, let first = found.items.first?.insertion,
            first.lowercased().hasPrefix(found.fragment.lowercased())
        else { return nil }
        return String(first.dropFirst(found.fragment.count))
    }

    func preview(of text: String, at cursor: Int) -> String? {
        guard showsPreview, !PromptCommand.isCommand(text), PromptCommand.betweenLines(of: text) == nil else {
            return nil
        }
        return previews.preview(of: text, catalog)?.line(under: text, cursor: cursor)
    }

    func completions(of text: String, at cursor: Int) -> LineCompletions {
        if PromptCommand.isCommand(text), !text.hasPrefix("+") {
            return PromptCommand.completions(of: text, at: cursor, catalog)
        }
        if let (query, command) = PromptCommand.betweenLines(of: text), cursor > query.utf8.count {
            let start = query.utf8.count + 1
            let found = PromptCommand.completions(of: command, at: cursor - start, catalog)
            return LineCompletions(
                range: found.range.lowerBound + start..<found.range.upperBound + start, fragment: found.fragment,
                items: found.items)
        }
        // What refines a query is completed as part of it.
        let isRefinement = text.hasPrefix("+")
        let before = isRefinement ? lastQuery + " " : ""
        let typed = isRefinement ? " " + text.dropFirst() : text
        let shift = before.utf8.count
        let script = Script(SourceText(before + typed, name: "query"), catalog)
        let found = script.completions(at: cursor + shift)
        let start = max(0, found.range.start - shift)
        return LineCompletions(
            range: start..<max(start, found.range.end - shift), fragment: found.fragment,
            items: found.items.map {
                LineCompletions.Item(label: $0.label, insertion: $0.insertion, detail: $0.detail ?? "")
            })
    }

    func accepts(_ text: String) -> Bool {
        let isComplete =
            PromptCommand.isCommand(text) || text.allSatisfy(\.isWhitespace) || text.hasSuffix("\n")
            || PromptCommand.betweenLines(of: text) != nil || Session.isComplete(text)
        // What is run now needs no preview, which would take half of the processors from it.
        if isComplete { previews.stop() }
        return isComplete
    }
}

/// Computes previews beside the thread that reads keys, and drops those that came too late.
private final class PreviewWorker: Sendable {
    private struct State {
        var text = ""
        var answer: Preview?
    }

    private let state = Mutex(State())
    private let generation = Atomic<Int>(0)
    private let queue = DispatchQueue(label: "preview")
    private let pipe = WakePipe()

    var wakeDescriptor: Int32 { pipe.output }

    /// Gives up what is being computed.
    func stop() {
        generation.wrappingAdd(1, ordering: .relaxed)
        state.withLock { $0 = State() }
    }

    /// The preview of a text as far as it is known; where it is not, it is computed, and the descriptor wakes the editor.
    func preview(of text: String, _ catalog: Catalog) -> Preview? {
        let known = state.withLock { state -> Preview?? in state.text == text ? .some(state.answer) : nil }
        if let known { return known }
        let mine = generation.wrappingAdd(1, ordering: .relaxed).newValue
        state.withLock { state in
            state.text = text
            state.answer = nil
        }
        queue.async { [self] in
            let isStale: @Sendable () -> Bool = { [self] in generation.load(ordering: .relaxed) != mine }
            guard !isStale(), let answer = catalog.preview(of: text, isCancelled: isStale), !isStale() else { return }
            state.withLock { state in if state.text == text { state.answer = answer } }
            pipe.wake()
        }
        return nil
    }
}
