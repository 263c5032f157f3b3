extension Range<Int> {
    /// The first place of a sorted stretch at which a condition no longer holds; it holds for all places before.
    @inlinable package func partition(where holds: (Int) -> Bool) -> Int {
        var (low, high) = (lowerBound, upperBound)
        while low < high {
            let middle = low + (high - low) / 2
            if holds(middle) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension Array {
    /// Puts an element in its place among the first `limit` of an order; one that is behind them is left out.
    @inlinable package mutating func keepFirst(
        _ limit: Int, _ element: Element, by precedes: (Element, Element) -> Bool
    ) {
        if count == limit, !precedes(element, self[limit - 1]) { return }
        insert(element, at: indices.partition { !precedes(element, self[$0]) })
        if count > limit { removeLast() }
    }
}
