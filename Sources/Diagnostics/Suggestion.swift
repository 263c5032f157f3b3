/// Finds the candidate that a misspelt word most likely meant.
public enum Suggestion {
    /// The nearest candidate within a distance that grows with the word's length, ignoring case; nil when none is
    /// near. Distance is Damerau–Levenshtein with adjacent transpositions (optimal string alignment).
    public static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
        let wanted = Array(word.lowercased().unicodeScalars)
        let limit = max(1, wanted.count / 3)
        var best: (distance: Int, candidate: String)?
        for candidate in candidates {
            let letters = Array(candidate.lowercased().unicodeScalars)
            guard abs(letters.count - wanted.count) <= limit else { continue }
            let distance = distance(wanted, letters, limit: min(limit, (best?.distance ?? .max) - 1))
            guard let distance else { continue }
            best = (distance, candidate)
            if distance == 0 { break }
        }
        return best?.candidate
    }

    /// The distance, or nil when it is greater than `limit`.
    private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar], limit: Int) -> Int? {
        guard limit >= 0 else { return nil }
        guard !left.isEmpty, !right.isEmpty else {
            return max(left.count, right.count) <= limit ? max(left.count, right.count) : nil
        }
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in 1...left.count {
            var current = [row]
            current.reserveCapacity(right.count + 1)
            var smallest = row
            for column in 1...right.count {
                let cost = left[row - 1] == right[column - 1] ? 0 : 1
                var value = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + cost)
                if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                    value = min(value, beforeLast[column - 2] + 1)
                }
                current.append(value)
                smallest = min(smallest, value)
            }
            if smallest > limit { return nil }
            beforeLast = last
            last = current
        }
        return last[right.count] <= limit ? last[right.count] : nil
    }
}
