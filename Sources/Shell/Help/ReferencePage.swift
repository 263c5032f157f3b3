internal import Diagnostics
internal import Engine
internal import Semantics

/// The manual as one Markdown page: `docs/reference.md`, which a test holds to this text.
package enum ReferencePage {
    package static func text() -> String {
        var sections = [head]
        for kind in ManualEntry.Kind.allCases {
            sections.append("## \(kind.plural.withCapital)")
            sections += kind == .format ? [formats()] : Manual.entries(of: kind).map(entry)
        }
        sections.append(words())
        return sections.joined(separator: "\n\n") + "\n"
    }

    private static let head = """
        # Tally reference

        Made by `tally help --markdown > docs/reference.md` from the lists that the program itself works with; a test holds
        this page to them and runs every example on `examples/data/san_antonio_customer_service.csv`, which is synthetic.
        `tally help TOPIC` shows the same on a terminal. The grammar is `grammar/tally.ebnf`.
        """

    private static func entry(_ entry: ManualEntry) -> String {
        var parts = ["### \(entry.name)"]
        if !entry.syntax.isEmpty { parts.append("```text\n\(entry.syntax)\n```") }
        parts.append(escaped(entry.summary))
        if !entry.example.isEmpty { parts.append("```tally\n\(entry.example)\n```") }
        return parts.joined(separator: "\n\n")
    }

    private static func formats() -> String {
        let rows = Manual.entries(of: .format).map { "| `\($0.name)` | \(escaped($0.summary)) |" }
        return (["| format | |", "|---|---|"] + rows).joined(separator: "\n")
    }

    private static func words() -> String {
        func list(_ words: [String]) -> String { words.map { "`\($0)`" }.joined(separator: " ") }
        return """
            ## Words

            Reserved, in any capitalization; a column of that name is written in back-quotes:
            \(list(Manual.reservedWords))

            Words only in their place, and names elsewhere:
            \(list(Manual.wordsInPlace))
            """
    }

    /// Stars and angle brackets outside of code mean something in Markdown.
    private static func escaped(_ text: String) -> String {
        var isCode = false
        var result = ""
        for character in text {
            if character == "`" { isCode.toggle() }
            if !isCode, character == "*" || character == "<" || character == "|" { result.append("\\") }
            result.append(character)
        }
        return result
    }
}
