import CKernels

/// Narrow codes once more, as planes of bits: rows by code, and rows by code on which another column has a code, are counted
/// from them in a third of the time (Planes.c).
package final class BitPlanes: Sendable {
    /// A block has so many rows; only whole blocks have planes.
    package static let blockRows = Int(TALLY_PLANE_ROWS)
    /// With more codes there are as many planes as a byte has bits, or one less.
    private static let codeLimit = 1 << Int(TALLY_MOST_PLANES)
    /// A smaller table is in the caches as it is.
    private static let fewestRows = 65_536

    private let words: Buffer<UInt64>
    private let planeCount: Int
    private let blockCount: Int

    /// Nil where bytes do as well.
    package init?(_ codes: Buffer<UInt8>, codeCount: Int) {
        guard codeCount <= BitPlanes.codeLimit, codes.count >= BitPlanes.fewestRows, tally_has_planes() == 1 else {
            return nil
        }
        let planeCount = max(Int(TALLY_FEWEST_PLANES), Int.bitWidth - max(codeCount - 1, 0).leadingZeroBitCount)
        let blockCount = codes.count / BitPlanes.blockRows
        let wordsABlock = planeCount * BitPlanes.blockRows / UInt64.bitWidth
        let words = Buffer<UInt64>(uninitialized: blockCount * wordsABlock)
        tally_make_planes(codes.base, blockCount, UInt32(planeCount), words.base)
        (self.words, self.planeCount, self.blockCount) = (words, planeCount, blockCount)
    }

    /// The planes of the blocks of some rows.
    package struct Run {
        package let base: UnsafePointer<UInt64>
        package let count: UInt32
    }

    /// The planes of the blocks from a row on; nil where no block begins there.
    package func run(from row: Int) -> Run? {
        let (block, rest) = row.quotientAndRemainder(dividingBy: BitPlanes.blockRows)
        guard rest == 0, block < blockCount else { return nil }
        return Run(
            base: words.base + block * planeCount * BitPlanes.blockRows / UInt64.bitWidth, count: UInt32(planeCount))
    }
}
