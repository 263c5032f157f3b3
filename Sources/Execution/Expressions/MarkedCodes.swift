import CKernels
import Columnar

/// The codes of a large dictionary for which a condition holds, a bit a code: an eighth of the bytes, which the caches hold.
struct MarkedCodes {
    /// A table of as many codes stays in the first-level cache by itself.
    private static let smallest = 1 << 18
    /// Where more than one of so many quads has a bit, most rows would be looked up twice.
    private static let quadsAMark = 8

    let bits: Buffer<UInt32>
    /// Whether there is none.
    let isEmpty: Bool
    /// A bit for every four codes, where those rule most rows out (Marks.c).
    private let quads: Buffer<UInt64>?

    /// - Parameter count: how many codes there are.
    init(_ bits: Buffer<UInt32>, count: Int) {
        self.bits = bits
        isEmpty = bits.base.withMemoryRebound(to: UInt8.self, capacity: 4 * bits.count) {
            tally_all_bits($0, 4 * bits.count) == 0
        }
        guard count > MarkedCodes.smallest, tally_uses_quads() != 0 else {
            quads = nil
            return
        }
        let found = Buffer<UInt64>(uninitialized: (bits.count + 15) / 16 * 2)
        let marks = tally_find_quads(bits.base, bits.count, found.base)
        quads = marks < count / 4 / MarkedCodes.quadsAMark ? found : nil
    }

    /// Writes the bytes of the rows of a run whose code is marked; nil, and nothing is written, where flags are faster.
    /// - Returns: how many there are.
    func keep(
        _ codes: UnsafePointer<UInt32>, _ count: Int, _ bytes: UnsafePointer<UInt8>,
        _ target: UnsafeMutablePointer<UInt8>
    ) -> Int? { quads.map { tally_keep_bytes_marked(codes, count, bits.base, $0.base, bytes, target) } }
}
