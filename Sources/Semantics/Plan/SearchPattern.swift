/// A regular expression that is looked for anywhere in a text. Nil for a text that is none.
///
/// It runs on the values of a dictionary, not on rows, so that the standard library's engine is fast enough.
package struct SearchPattern {
    private let expression: Regex<AnyRegexOutput>

    package init?(_ pattern: String) {
        guard let expression = try? Regex(pattern) else { return nil }
        self.expression = expression.matchingSemantics(.unicodeScalar)
    }

    package func occurs(in text: String) -> Bool { (try? expression.firstMatch(in: text)) != nil }
}

/// The engine keeps no state between matches apart from its compiled program, which it sets once and atomically.
extension SearchPattern: @unchecked Sendable {}
