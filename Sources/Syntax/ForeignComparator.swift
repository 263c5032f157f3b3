/// Comparison signs of other languages, and words that people say of times: the parser reports them with the right spelling,
/// the binder takes them for it.
package enum ForeignComparator {
    static let signs = ["==": "=", "<>": "!=", "=>": ">=", "=<": "<=", "=~": "~"]
    static let words = ["since": ">=", "after": ">", "before": "<", "until": "<=", "equals": "="]

    /// How Tally spells a comparator that is none of its own; nil for its own.
    package static func spelling(of text: String) -> String? { signs[text] ?? words[text.lowercased()] }
}
