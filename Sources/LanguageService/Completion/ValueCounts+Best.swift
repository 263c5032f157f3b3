import Columnar

extension ValueCounts {
    /// The groups of the most frequent values that hold a fragment in any capitalization, most frequent first, equally
    /// frequent ones in natural order; and whether there are more.
    func best(_ limit: Int, holding fragment: String) -> (groups: [Int], isIncomplete: Bool) {
        var kept: [Int] = []
        var isIncomplete = false
        let search = values.dictionary.map { FoldedSearch(fragment, in: $0) }
        for group in counts.indices where counts[group] > 0 {
            let isFull = kept.count == limit
            if isFull, let last = kept.last, counts[group] < counts[last] {
                // Too rare to be shown, and looking whether it fits would cost more than it tells.
                isIncomplete = true
                continue
            }
            guard holds(group, fragment, search) else { continue }
            let place = kept.firstIndex { precedes(group, $0) } ?? kept.count
            kept.insert(group, at: place)
            if kept.count > limit {
                kept.removeLast()
                isIncomplete = true
            }
        }
        return (kept, isIncomplete)
    }

    private func holds(_ group: Int, _ fragment: String, _ search: FoldedSearch?) -> Bool {
        if case .codes(let codes, _) = values.storage, let search {
            return codes[group] != Missing.code && search.isFound(in: codes[group])
        }
        guard let text = ValueText.machine(values[group]) else { return false }
        return CompletionRanking.rank(text, fragment) != nil
    }

    private func precedes(_ left: Int, _ right: Int) -> Bool {
        guard counts[left] == counts[right] else { return counts[left] > counts[right] }
        guard case .codes(let codes, let dictionary) = values.storage else { return left < right }
        return dictionary.precedes(codes[left], codes[right])
    }
}
