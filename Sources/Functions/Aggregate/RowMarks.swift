import CKernels

/// Which rows of a run a condition holds on: those whose byte is the mark, or those whose byte is not.
///
/// A condition's flags are such bytes, and so are codes that are compared with one of them: those need no flags between.
package struct RowMarks {
    private let bytes: UnsafePointer<UInt8>
    private let mark: UInt8
    private let isWanted: Bool

    package init(_ bytes: UnsafePointer<UInt8>, mark: UInt8, isWanted: Bool = true) {
        (self.bytes, self.mark, self.isWanted) = (bytes, mark, isWanted)
    }

    /// Adds the marked rows of each code to `counts`, which has room for TALLY_COUNT_SLACK more than there are codes.
    package func count(
        _ codes: UnsafePointer<UInt8>, rows: Int, codeCount: Int, _ counts: UnsafeMutablePointer<UInt32>
    ) {
        tally_count_few_marked(codes, bytes, mark, isWanted ? 1 : 0, rows, UInt32(codeCount), counts)
    }
}
