import Columnar

/// A compiled expression: it computes batches. One instance belongs to one thread, and its result lives in its own
/// scratch memory until the next batch.
class VectorExpression {
    func evaluate(_ batch: Batch) -> Vector {
        preconditionFailure("\(type(of: self)) does not compute")
    }
}
