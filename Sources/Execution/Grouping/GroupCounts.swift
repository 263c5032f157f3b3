import Columnar

/// The rows of each group, counted by one thread.
///
/// Neighbouring rows are often of one group, and then each count waits for the one before to reach memory. Few groups are
/// counted in four lanes in turn, so that they wait for none.
final class GroupCounts {
    private static let laneLimit = 8_192

    let groupCount: Int
    private let lanes: Buffer<Int64>

    init(groupCount: Int) {
        self.groupCount = groupCount
        lanes = Buffer(repeating: 0, count: groupCount <= GroupCounts.laneLimit ? 4 * groupCount : groupCount)
    }

    func count(_ groups: UnsafePointer<UInt32>, _ rows: Int) {
        let first = lanes.base
        if groupCount == 1 {
            first[0] &+= Int64(rows)
            return
        }
        var row = 0
        if lanes.count > groupCount {
            let (second, third, fourth) = (first + groupCount, first + 2 * groupCount, first + 3 * groupCount)
            while row &+ 4 <= rows {
                first[Int(groups[row])] &+= 1
                second[Int(groups[row &+ 1])] &+= 1
                third[Int(groups[row &+ 2])] &+= 1
                fourth[Int(groups[row &+ 3])] &+= 1
                row &+= 4
            }
        }
        while row < rows {
            first[Int(groups[row])] &+= 1
            row &+= 1
        }
    }

    /// Adds the rows of every group to `totals`.
    func add(to totals: inout [Int64]) {
        var start = 0
        while start < lanes.count {
            for group in 0..<groupCount { totals[group] += lanes[start + group] }
            start += max(groupCount, 1)
        }
    }
}
