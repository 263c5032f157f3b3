/// The words that turn an operand into a measure: `median x`, `p90 x`.
///
/// The grammar needs to know them because they take an operand without parentheses; their meaning is in `Functions`,
/// and a test holds the two lists to each other.
package enum AggregateWord {
    package static let all = [
        "sum", "avg", "median", "min", "max", "distinct", "mode", "stddev", "variance", "first", "last", "gini",
    ]

    /// What is written here for a word that other languages call a measure; nil for every other word.
    /// - Parameter word: in small letters.
    package static func spelling(ofForeign word: String) -> String? {
        switch word {
        case "mean", "average": "avg"
        case "maximum": "max"
        case "minimum": "min"
        case "unique", "nunique": "distinct"
        case "std", "stdev": "stddev"
        case "var": "variance"
        case "cumulative", "cumsum": "running"
        default: nil
        }
    }

    /// Whether a word is one of `all` or a quantile `p00` … `p99`, in any capitalization.
    package static func isOne(_ word: String) -> Bool {
        let lowercased = word.lowercased()
        return all.contains(lowercased) || quantile(lowercased) != nil
    }

    /// The fraction that `p90` names; nil for every other word.
    package static func quantile(_ word: String) -> Double? {
        guard word.utf8.count == 3, word.first == "p" || word.first == "P",
            word.utf8.dropFirst().allSatisfy({ $0 >= 48 && $0 <= 57 }), let percent = Int(word.dropFirst())
        else {
            return nil
        }
        return Double(percent) / 100
    }
}
