internal import Diagnostics
internal import Engine
package import Semantics

/// The manual as plain text for a terminal, as wide as that is and at most 80 columns, except for examples.
package enum HelpText {
    private static var width: Int { min(80, Terminal.width ?? 80) }

    /// One entry: heading, form, sentences, example.
    package static func text(_ entry: ManualEntry) -> String {
        var lines = ["\(entry.name) · \(entry.kind.rawValue)", ""]
        if !entry.syntax.isEmpty { lines += indented(entry.syntax) + [""] }
        lines += wordWrapped(entry.summary, to: width)
        if !entry.example.isEmpty { lines += ["", "Example:"] + indented(entry.example) }
        return lines.joined(separator: "\n")
    }

    /// All entries of a kind, each on a line with its form and the first sentence.
    package static func list(_ kind: ManualEntry.Kind) -> String {
        let entries = Manual.entries(of: kind)
        let column = (entries.map { displayWidth($0.name) }.max() ?? 0) + 2
        let rows = entries.flatMap { entry in
            let name = "  " + DisplayText.padded(entry.name, to: column, right: false)
            return wordWrapped(name + firstSentence(entry.summary), to: width, indent: 2 + column)
        }
        return ([kind.plural.withCapital] + rows).joined(separator: "\n")
    }

    /// All topics by kind.
    package static func overview() -> String {
        let topics = ManualEntry.Kind.allCases.map { kind in
            let names = Manual.entries(of: kind).map(\.name)
            let lines = wordWrapped("  \(names.joined(separator: ", "))", to: width, indent: 2)
            return ([kind.plural.withCapital] + lines).joined(separator: "\n")
        }
        let head = [
            "tally help TOPIC explains one; a heading lists its topics with a sentence each.",
            "tally --help has the options of the command line.",
        ].flatMap { wordWrapped($0, to: width) }
        return ([head.joined(separator: "\n")] + topics).joined(separator: "\n\n")
    }

    private static func indented(_ text: String) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let fits = width == 80
        return lines.flatMap { line in
            line.isEmpty ? [""] : fits ? ["  \(line)"] : wordWrapped("  \(line)", to: width - 2, indent: 4)
        }
    }

    /// Up to the first point, semicolon or colon that ends a word, outside parentheses and back-quotes.
    private static func firstSentence(_ text: String) -> String {
        var depth = 0
        var isQuoted = false
        for index in text.indices {
            switch text[index] {
            case "`": isQuoted.toggle()
            case "(" where !isQuoted: depth += 1
            case ")" where !isQuoted: depth -= 1
            case ".", ";", ":":
                let rest = text[index...].dropFirst()
                if depth == 0, !isQuoted, rest.isEmpty || rest.first == " " { return text[..<index] + "." }
            default: break
            }
        }
        return text
    }
}
