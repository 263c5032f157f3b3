package import Columnar

/// The groups of some rows as narrow codes: the group of row `i` is `first + shares[code of i]`.
///
/// Most questions have few groups: a dimension of some hundred values, or one that is the same for all rows of a batch, as a
/// year is. Where codes are bytes, rows are counted many at a time (FewCounts.c), many times as fast as by group numbers in
/// 32 bits.
package struct NarrowGroups {
    /// Where the codes lie, which are as wide as those of the column.
    package enum Codes {
        case bytes(UnsafePointer<UInt8>)
        case words(UnsafePointer<UInt16>)
    }

    /// Beyond so many codes adding to a place in memory is faster than comparing with each of them.
    package static let fewCodes = 48
    /// Tables by code leave the second-level cache beyond so many.
    package static let codeLimit = 2_048

    package let codes: Codes
    /// All codes are below this, which is 256 at most where they are bytes, and else `codeLimit`.
    package let codeCount: Int
    /// By code; there is room for those of TALLY_FEW_SHARES codes at least.
    package let shares: UnsafePointer<UInt32>
    package let first: UInt32
    /// The codes as planes of bits, where they have some.
    package var planes: BitPlanes.Run?
    /// The rows of each code, where those have been counted.
    package var rows: UnsafePointer<UInt32>?

    package init(_ codes: Codes, codeCount: Int, shares: UnsafePointer<UInt32>, first: UInt32) {
        (self.codes, self.codeCount, self.shares, self.first) = (codes, codeCount, shares, first)
    }

    package init(_ bytes: UnsafePointer<UInt8>, codeCount: Int, shares: UnsafePointer<UInt32>, first: UInt32) {
        self.init(.bytes(bytes), codeCount: codeCount, shares: shares, first: first)
    }

    /// The groups of other rows by the same codes.
    package func with(_ bytes: UnsafePointer<UInt8>) -> NarrowGroups {
        NarrowGroups(bytes, codeCount: codeCount, shares: shares, first: first)
    }

    package func group(_ code: Int) -> Int { Int(first &+ shares[code]) }

    /// Whether codes stand for the same groups in both.
    package func hasCodes(of other: NarrowGroups) -> Bool { first == other.first && shares == other.shares }

    /// The codes, where they are bytes and so few that marked rows are counted fast.
    package var fewBytes: UnsafePointer<UInt8>? {
        let limit = planes == nil ? NarrowGroups.fewCodes / 2 : NarrowGroups.fewCodes
        guard codeCount <= limit, case .bytes(let bytes) = codes else { return nil }
        return bytes
    }
}
