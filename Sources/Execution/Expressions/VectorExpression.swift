import Columnar

/// A compiled expression: it computes batches. One instance belongs to one thread, and its result lives in its own
/// scratch memory until the next batch.
class VectorExpression {
    func evaluate(_ batch: Batch) -> Vector {
        preconditionFailure("\(type(of: self)) does not compute")
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
