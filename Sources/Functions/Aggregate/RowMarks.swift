import CKernels
package import Columnar

/// Which rows of a run a condition holds on: those whose byte is the mark, or those whose byte is not.
///
/// A condition's flags are such bytes, and so are codes that are compared with one of them: those need no flags between.
package struct RowMarks {
    private let bytes: UnsafePointer<UInt8>
    /// The same bytes as planes of bits, where they have some.
    private let planes: BitPlanes.Run?
    private let mark: UInt8
    private let isWanted: Bool

    package init(_ bytes: UnsafePointer<UInt8>, _ planes: BitPlanes.Run? = nil, mark: UInt8, isWanted: Bool = true) {
        (self.bytes, self.planes, self.mark, self.isWanted) = (bytes, planes, mark, isWanted)
    }

    /// Adds the marked rows of each code to `counts`, which has room for TALLY_COUNT_SLACK more than there are codes.
    /// - Parameter others: the codes as planes of bits, where they have some.
    package func count(
        _ codes: UnsafePointer<UInt8>, _ others: BitPlanes.Run? = nil, rows: Int, codeCount: Int,
        _ counts: UnsafeMutablePointer<UInt32>
    ) {
        let (codeCount, result) = (UInt32(codeCount), isWanted ? UInt8(1) : 0)
        var start = 0
        if let planes, let others {
            let blocks = rows / BitPlanes.blockRows
            tally_count_planes(
                others.base, others.count, planes.base, planes.count, mark, result, blocks, codeCount, counts)
            start = blocks * BitPlanes.blockRows
        }
        tally_count_few_marked(codes + start, bytes + start, mark, result, rows - start, codeCount, counts)
    }
}
