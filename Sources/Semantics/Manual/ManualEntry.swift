/// What the manual says about one thing of the language: `tally help`, hovers and the reference page show it.
///
/// Functions, aggregates, formats and profiles keep their own words in their registries and become entries from there;
/// the grammar's other words have theirs in this folder, one list a kind.
package struct ManualEntry: Sendable {
    /// What kind of thing an entry is about, in the order of the reference.
    package enum Kind: String, Sendable, CaseIterable {
        case concept
        case clause
        case statement
        case measure
        case function
        case condition
        case warning
        case format
        case profile

        /// The heading over all entries of the kind, which is a topic too.
        package var plural: String { "\(rawValue)s" }
    }

    package let kind: Kind
    /// The topic's name, and the word by which completion and hover find it: `group by`.
    package let name: String
    /// Further topics that lead here: `bottom` to `top`.
    package let aliases: [String]
    /// How it is written, with capitals for what the writer fills in; empty for concepts.
    package let syntax: String
    /// Full sentences: the first says what it is for, the rest what a careful reader asks next.
    package let summary: String
    /// A text that runs on the example data; empty where there is nothing to run.
    package let example: String

    package init(
        _ kind: Kind, _ name: String, aliases: [String] = [], syntax: String = "", summary: String,
        example: String = ""
    ) {
        self.kind = kind
        self.name = name
        self.aliases = aliases
        self.syntax = syntax
        self.summary = summary
        self.example = example
    }

    /// Entries of the language itself, in the order of the reference; output formats are known to others.
    package static let language: [ManualEntry] =
        concepts + clauses + statements + measures + functions + conditions + warnings + profiles

    /// How a measure is written whose name stands where it has no meaning: `growth(count)`.
    static func measureAdvice(_ name: String) -> String? {
        measures.first { $0.name == name && !$0.syntax.isEmpty }.map { "it is written `\($0.syntax)`" }
    }
}
