/// Runs of rows whose times lie in one hour: requests are numbered as they come in, so that their files are in the order of
/// their hours, or nearly. What depends on the hour alone, as a weekday does, is then one look-up a run instead of one a row.
package final class TimeRuns: Sendable {
    /// The most runs that a block of `ZoneMap.blockSize` rows may have; one that has more is in no order, and has none here.
    static let limit = ZoneMap.blockSize / 4

    /// The number of each block's first run, and behind the last block how many there are.
    private let firsts: Buffer<UInt32>
    /// Of each run the row behind its last one, counted from its block's first row.
    private let ends: Buffer<UInt16>
    /// The codes of each run, as in `TimeCodes`.
    private let days: Buffer<UInt16>
    private let hours: Buffer<UInt8>

    /// The runs of some blocks that follow one another.
    struct Part {
        private(set) var counts: [UInt32] = []
        fileprivate var ends: [UInt16] = []
        fileprivate var days: [UInt16] = []
        fileprivate var hours: [UInt8] = []
        private var first = 0
        private var isOver = false

        /// A run begins; the one before it ends.
        mutating func begin(day: UInt16, hour: UInt8, row: Int) {
            if isOver { return }
            guard days.count - first < TimeRuns.limit else {
                isOver = true
                return
            }
            if days.count > first { ends.append(UInt16(row)) }
            days.append(day)
            hours.append(hour)
        }

        /// A block of so many rows ends.
        mutating func endBlock(rows: Int) {
            if isOver {
                ends.removeSubrange(first...)
                days.removeSubrange(first...)
                hours.removeSubrange(first...)
            } else if days.count > first {
                ends.append(UInt16(rows))
            }
            counts.append(UInt32(days.count - first))
            (first, isOver) = (days.count, false)
        }
    }

    init(_ parts: [Part]) {
        var firsts: [UInt32] = [0]
        var total: UInt32 = 0
        for count in parts.lazy.flatMap(\.counts) {
            total += count
            firsts.append(total)
        }
        self.firsts = Buffer(firsts)
        ends = Buffer(parts.flatMap(\.ends))
        days = Buffer(parts.flatMap(\.days))
        hours = Buffer(parts.flatMap(\.hours))
    }

    /// The runs of codes that are there already.
    convenience init(_ days: Buffer<UInt16>, _ hours: Buffer<UInt8>) {
        var runs = Part()
        for first in stride(from: 0, to: days.count, by: ZoneMap.blockSize) {
            let count = min(ZoneMap.blockSize, days.count - first)
            let (ownDays, ownHours) = (days.base + first, hours.base + first)
            for row in 0..<count
            where row == 0 || ownHours[row] != ownHours[row - 1] || ownDays[row] != ownDays[row - 1] {
                runs.begin(day: ownDays[row], hour: ownHours[row], row: row)
            }
            runs.endBlock(rows: count)
        }
        self.init([runs])
    }

    /// The runs of a block; each array has `count` elements.
    package struct Block {
        package let count: Int
        package let ends: UnsafePointer<UInt16>
        package let days: UnsafePointer<UInt16>
        package let hours: UnsafePointer<UInt8>
    }

    /// Without runs where the block's times are in no order.
    package func block(_ number: Int) -> Block {
        let first = Int(firsts.base[number])
        return Block(
            count: Int(firsts.base[number + 1]) - first, ends: ends.base + first, days: days.base + first,
            hours: hours.base + first)
    }

    /// Whether all blocks of the rows `start ..< end`, which are not none, have runs.
    package func cover(_ start: Int, _ end: Int) -> Bool {
        for block in start / ZoneMap.blockSize...(end - 1) / ZoneMap.blockSize
        where firsts.base[block] == firsts.base[block + 1] { return false }
        return true
    }
}
