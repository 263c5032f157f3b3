package import Diagnostics

/// A stretch of the text and what it is, for colours.
package struct SemanticToken: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        /// Words of clauses and statements.
        case keyword
        /// Signs and words that join or test values: `=`, `and`, `is missing`.
        case operation
        case column
        /// A definition over rows, a parameter or a view.
        case definition
        /// A measure, by its word or by its definition.
        case measure
        case function
        case label
        /// A data set, a view or a file.
        case source
        /// An argument of a definition.
        case parameter
        case text
        /// Numbers, percentages, durations and lengths.
        case number
        case period
        /// `true`, `false`, `missing`, and the words of options and charts.
        case constant
        case comment
        /// What fits nowhere, and names that nothing has.
        case unknown
    }

    package let range: SourceRange
    package let kind: Kind
    /// Whether a name is introduced here.
    package let isDeclaration: Bool

    init(_ range: SourceRange, _ kind: Kind, isDeclaration: Bool = false) {
        self.range = range
        self.kind = kind
        self.isDeclaration = isDeclaration
    }
}
