import Columnar

/// Two numbers side by side.
final class PairExpression: VectorExpression {
    private let left: VectorExpression
    private let right: VectorExpression
    private let first: Buffer<Double>
    private let second: Buffer<Double>

    init(_ left: VectorExpression, _ right: VectorExpression, capacity: Int) {
        self.left = left
        self.right = right
        first = Buffer(uninitialized: capacity)
        second = Buffer(uninitialized: capacity)
    }

    override func evaluate(_ batch: Batch) -> Vector {
        guard case .numbers(let x) = left.evaluate(batch).storage, case .numbers(let y) = right.evaluate(batch).storage
        else { preconditionFailure("the binder pairs numbers") }
        for index in 0..<batch.count {
            first.base[index] = y[index].isNaN ? Missing.number : x[index]
            second.base[index] = y[index]
        }
        return Vector(.pairs(first.base, second.base), count: batch.count)
    }
}
