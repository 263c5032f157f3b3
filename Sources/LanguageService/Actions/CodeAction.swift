package import Diagnostics

/// A change that an editor offers for a place or a selection.
package struct CodeAction: Sendable {
    package enum Kind: String, Sendable { case quickFix, extract, inline, pin }

    package let kind: Kind
    package let title: String
    /// The changes of this text; empty for `pin`, whose text is known when the query has run.
    package let edits: [TextEdit]
    /// The finding that it mends.
    package var diagnostic: Diagnostic?
    /// Whether it is the one right answer.
    package var isPreferred = false
    /// For `pin`: the query's place.
    package var target: SourceRange?
}
