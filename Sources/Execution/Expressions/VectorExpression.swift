import Columnar
import Functions

/// A compiled expression: it computes batches. One instance belongs to one thread, and its result lives in its own
/// scratch memory until the next batch.
class VectorExpression {
    func evaluate(_ batch: Batch) -> Vector {
        preconditionFailure("\(type(of: self)) does not compute")
    }

    /// A condition's flags on the rows of a batch.
    final func flags(_ batch: Batch) -> UnsafePointer<UInt8> {
        guard case .bytes(let flags) = evaluate(batch).storage else { preconditionFailure("a condition has flags") }
        return UnsafePointer(flags)
    }

    /// The rows of a run on which a condition holds, where marks tell them sooner than `keep` keeps their bytes.
    func marks(_ run: Batch) -> RowMarks? { RowMarks(flags(run), mark: 1) }

    /// Whether `marks` are there without computing anything, so that a run may have any length.
    var hasMarksInPlace: Bool { false }

    /// Writes the bytes of those rows of a run on which a condition holds; the target has room for `Compaction.slack` more
    /// than the run.
    /// - Parameter bytes: one for each row of the table.
    /// - Returns: how many there are.
    func keep(_ run: Batch, _ bytes: UnsafePointer<UInt8>, _ target: UnsafeMutablePointer<UInt8>) -> Int {
        Compaction.keep(bytes + run.start, flags(run), run.count, target)
    }

    /// What is known of a condition on the rows `start ..< end` without computing it. There is at least one row.
    func verdict(_ start: Int, _ end: Int) -> Verdict { .some }

    /// What the blocks of columns tell of the values in whole-number form on the rows `start ..< end`, without computing
    /// them; nil when that is nothing. There is at least one row.
    func range(_ start: Int, _ end: Int) -> ValueRange? { nil }
}

/// How many of some rows a condition is true for.
enum Verdict {
    case none
    case some
    case all
}
