package import Diagnostics

/// What may stand at the cursor, best first.
package struct CompletionList: Sendable {
    /// What an item's insertion replaces: the word or the text under the cursor.
    package let range: SourceRange
    /// What of it stands before the cursor, without an opening quote.
    package let fragment: String
    package let items: [Completion]
    /// Whether there are more items, which a longer fragment brings up.
    package let isIncomplete: Bool
}
