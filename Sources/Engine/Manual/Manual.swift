internal import Diagnostics
package import Semantics
internal import Syntax
internal import TabularIO

/// All entries of the manual, with those of the output formats, and the way from a word to an entry.
package enum Manual {
    /// In the order of the reference.
    package static let entries: [ManualEntry] = {
        let language = ManualEntry.language
        return ManualEntry.Kind.allCases.flatMap { kind in
            kind == .format ? formats : language.filter { $0.kind == kind }
        }
    }()

    private static let formats =
        Exporters.all.map { format($0.name, $0.endings, $0.summary) }
        + Exporters.documents.map { format($0.name, $0.endings, $0.summary) }

    private static func format(_ name: String, _ endings: [String], _ summary: String) -> ManualEntry {
        let list = endings.map { ".\($0)" }.joined(separator: ", ")
        let sentence = summary.withCapital + "."
        return ManualEntry(
            .format, name, aliases: endings.filter { $0 != name }, syntax: "-o \(name)",
            summary: endings.isEmpty ? sentence : "\(sentence) Picked by the file endings \(list).")
    }

    package static func entries(of kind: ManualEntry.Kind) -> [ManualEntry] { entries.filter { $0.kind == kind } }

    /// The entries that a topic means, in any case and with any spaces: by their name, else by an alias, else by a form
    /// such as `year(x)`, `late%` or `p42`, else by the first word. Empty for an unknown topic.
    package static func entries(about topic: String) -> [ManualEntry] {
        let words = topic.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let wanted = String(words.prefix { $0 != "(" })
        let named = entries.filter { $0.name.lowercased() == words || $0.name.lowercased() == wanted }
        if !named.isEmpty { return named }
        let known = entries.filter { $0.aliases.contains(words) || $0.aliases.contains(wanted) }
        if !known.isEmpty { return known }
        if words.hasSuffix("%") { return entries.filter { $0.name == "rate" } }
        if AggregateWord.quantile(words) != nil { return entries.filter { $0.name == "quantile" } }
        return entries.filter { entry in entry.name.lowercased().split(separator: " ").first.map(String.init) == words }
    }

    /// The kind whose entries a heading such as `functions` lists.
    package static func kind(named topic: String) -> ManualEntry.Kind? {
        ManualEntry.Kind.allCases.first { $0.plural == topic.lowercased() || $0.rawValue == topic.lowercased() }
    }

    /// The topic nearest to a misspelt one.
    package static func suggestion(for topic: String) -> String? {
        let words = entries.flatMap { [$0.name] + $0.aliases } + ManualEntry.Kind.allCases.map(\.plural)
        return Suggestion.nearest(to: topic, among: words)
    }

    /// Words that are never names, in alphabetical order.
    package static var reservedWords: [String] { Keyword.allCases.filter(\.isReserved).map(\.rawValue).sorted() }

    /// Words with a meaning only in their place, which may be names elsewhere.
    package static var wordsInPlace: [String] { Keyword.allCases.filter { !$0.isReserved }.map(\.rawValue).sorted() }
}
