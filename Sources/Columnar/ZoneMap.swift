import CKernels

/// The smallest and the largest known value of every block of rows of an `integers` column.
///
/// Files of requests come in the order of their times: a condition on a time is then decided for whole blocks, without
/// a look at their rows.
package final class ZoneMap: Sendable {
    /// Rows a block.
    package static let blockSize = 1_024
    /// What a thread takes at a time.
    private static let blocksAPiece = 64

    /// Of a block without known values the smallest is `Int64.max` and the largest `Int64.min`.
    private let lows: Buffer<Int64>
    private let highs: Buffer<Int64>
    /// 1 where a block holds a missing value.
    private let gaps: Buffer<UInt8>

    package init(_ values: Buffer<Int64>, threads: Int = 1) {
        let blocks = (values.count + ZoneMap.blockSize - 1) / ZoneMap.blockSize
        let (lows, highs) = (Buffer<Int64>(uninitialized: blocks), Buffer<Int64>(uninitialized: blocks))
        let gaps = Buffer<UInt8>(uninitialized: blocks)
        _ = Pieces.map(blocks, of: ZoneMap.blocksAPiece, threads: threads) { blocks in
            for block in blocks {
                let start = block * ZoneMap.blockSize
                let end = min(start + ZoneMap.blockSize, values.count)
                let isMissing = tally_bounds(values.base + start, end - start, lows.base + block, highs.base + block)
                gaps.base[block] = UInt8(isMissing)
            }
        }
        (self.lows, self.highs, self.gaps) = (lows, highs, gaps)
    }

    /// The bounds within which the known values of the rows `start ..< end` lie (low above high when none is known), and
    /// whether one of their blocks holds a missing value. The rows are not none.
    package func bounds(_ start: Int, _ end: Int) -> (low: Int64, high: Int64, hasMissing: Bool) {
        var (low, high, gap) = (Int64.max, Int64.min, UInt8(0))
        for block in start / ZoneMap.blockSize...(end - 1) / ZoneMap.blockSize {
            low = min(low, lows.base[block])
            high = max(high, highs.base[block])
            gap |= gaps.base[block]
        }
        return (low, high, gap != 0)
    }
}
