import Engine
import LineEditor

/// A command of the prompt: what starts with a point, and the lines that refine the last query.
///
/// One command is one value in `all`: its name, form and sentence are its help and its completion.
struct PromptCommand: Sendable {
    let name: String
    let form: String
    let summary: String
    /// What may stand behind the name.
    var choices: @Sendable (Catalog) -> [String] = { _ in [] }
    let run: @Sendable (Prompt, _ argument: String) -> Outcome

    enum Outcome {
        case done
        case leave
    }

    /// All commands, in the order of `.help`.
    static let all: [PromptCommand] = browsing + refining + output + sessions

    /// The short names, which mean the same at other prompts; `\d` with a name is about one column.
    private static let short = [
        "help": ".help", "\\d": ".columns", "\\dt": ".tables", "\\i": ".read", "\\o": ".output", "\\h": ".help",
        "\\q": ".quit",
    ]

    /// What other prompts call a command that does nearly the same, for those whose fingers know it.
    static let foreign = [
        "\\g": ".output", "\\timing": ".timer", "\\watch": ".watch", "\\x": ".mode line", ".schema": ".columns",
        ".once": ".output", ".open": ".load", ".import": ".load", ".show": ".set",
    ]

    /// Whether a line is a command: nothing else starts with these signs, or is one of these words alone.
    static func isCommand(_ line: String) -> Bool {
        guard let first = line.first else { return false }
        if first == "." { return line.dropFirst().first?.isLetter == true }
        if first == "\\" || first == "?" { return true }
        if first == "+" || first == "-" { return line.dropFirst().first == " " && !line.hasPrefix("- -") }
        return find(line) != nil
    }

    /// A command typed as the last line of an entry that holds an unfinished query: only signs that no line of a query starts
    /// with, so that neither swallows the other.
    static func betweenLines(of text: String) -> (query: String, command: String)? {
        guard let end = text.lastIndex(of: "\n"), end > text.startIndex else { return nil }
        let line = text[text.index(after: end)...]
        guard line.first == "?" || (line.first == "." && line.dropFirst().first?.isLetter == true) else { return nil }
        return (String(text[..<end]), String(line))
    }

    /// The command of a line, with what stands behind its name.
    static func find(_ line: String) -> (command: PromptCommand, argument: String)? {
        let line = line.trimmingSpace
        if line.hasPrefix("?"), let help = all.first(where: { $0.name == "?" }) {
            return (help, String(line.dropFirst()).trimmingSpace)
        }
        // A bar needs no space before it.
        let word = line.prefix { !$0.isWhitespace && $0 != "|" }
        let argument = String(line.dropFirst(word.count)).trimmingSpace
        let typed = word.lowercased()
        let name = typed == "\\d" && !argument.isEmpty ? ".describe" : short[typed] ?? typed
        guard let command = all.first(where: { $0.name == name }) else { return nil }
        // Words of the language that are commands stand alone or with a number.
        if !command.name.hasPrefix("."), command.name.first?.isLetter == true, !command.takes(argument) { return nil }
        if typed == "help", !argument.isEmpty { return nil }
        return (command, argument)
    }

    private func takes(_ argument: String) -> Bool {
        switch name {
        case "rows": Int(argument) != nil
        case "save": argument.hasPrefix("last ")
        default: argument.isEmpty
        }
    }

    static func completions(of text: String, at cursor: Int, _ catalog: Catalog) -> LineCompletions {
        let typed = String(decoding: text.utf8.prefix(cursor), as: UTF8.self)
        let word = typed.prefix { !$0.isWhitespace }
        if word.count == typed.count {
            let items = all.filter { $0.name.hasPrefix(typed) }.map {
                LineCompletions.Item(label: $0.name, insertion: $0.name + " ", detail: $0.summary)
            }
            return LineCompletions(range: 0..<cursor, fragment: typed, items: items)
        }
        let fragment = typed.drop { !$0.isWhitespace }.drop { $0.isWhitespace }
        let choices = find(typed)?.command.choices(catalog) ?? []
        let items = choices.filter { $0.lowercased().hasPrefix(fragment.lowercased()) }.map {
            LineCompletions.Item(label: $0, insertion: $0, detail: "")
        }
        return LineCompletions(range: cursor - fragment.utf8.count..<cursor, fragment: String(fragment), items: items)
    }
}

extension String {
    /// Without space around it.
    var trimmingSpace: String {
        let start = drop { $0.isWhitespace }
        return String(start.reversed().drop { $0.isWhitespace }.reversed())
    }
}
