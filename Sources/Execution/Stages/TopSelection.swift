import Columnar

/// Finds the first few of many in an order, without sorting the rest.
enum TopSelection {
    /// A longer list of the best is no shorter way.
    static let maximum = 1_000

    /// The first `count` of `0 ..< total`, in order. A sorted list of the best so far turns most candidates away with one
    /// comparison against its last.
    static func first(_ count: Int, of total: Int, _ precedes: (Int, Int) -> Bool) -> [Int] {
        guard count > 0 else { return [] }
        if count > maximum || count * 4 > total { return Array(Array(0..<total).sorted(by: precedes).prefix(count)) }
        var best: [Int] = []
        best.reserveCapacity(count + 1)
        for candidate in 0..<total {
            best.keepFirst(count, candidate, by: precedes)
        }
        return best
    }
}
