import Columnar

extension ValueCounts {
    /// The groups of the most frequent values that hold a fragment in any capitalization, most frequent first, equally
    /// frequent ones in natural order; and whether there may be more.
    func best(_ limit: Int, holding fragment: String) -> (groups: [Int], isIncomplete: Bool) {
        let (holds, comesBefore) = tests(fragment)
        var kept: [Int] = []
        var isIncomplete = false
        for group in counts.indices where counts[group] > 0 {
            if kept.count == limit, let last = kept.last {
                let isRarer = counts[group] < counts[last]
                guard !isRarer, counts[group] > counts[last] || comesBefore(group, last) else {
                    // It would not be shown, and looking whether it fits would cost more than it tells.
                    isIncomplete = true
                    continue
                }
            }
            guard holds(group) else { continue }
            let place = kept.firstIndex { other in
                counts[group] == counts[other] ? comesBefore(group, other) : counts[group] > counts[other]
            }
            kept.insert(group, at: place ?? kept.count)
            if kept.count > limit {
                kept.removeLast()
                isIncomplete = true
            }
        }
        return (kept, isIncomplete)
    }

    /// Whether a group's value holds the fragment, and whether one comes before another in natural order.
    private func tests(_ fragment: String) -> (holds: (Int) -> Bool, comesBefore: (Int, Int) -> Bool) {
        guard case .codes(let codes, let dictionary) = values.storage else {
            let holds = { (group: Int) in
                ValueText.machine(values[group]).map { CompletionRanking.rank($0, fragment) != nil } ?? false
            }
            return (holds, <)
        }
        let search = FoldedSearch(fragment, in: dictionary)
        return (
            { codes[$0] != Missing.code && search.isFound(in: codes[$0]) },
            { dictionary.precedes(codes[$0], codes[$1]) }
        )
    }
}
