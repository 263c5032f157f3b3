import CKernels
import Columnar
import Semantics

/// `+ - * /` over two vectors of the same form. Missing operands, results beyond 64 bits and division by zero are missing.
final class ArithmeticExpression: VectorExpression {
    private let op: ArithmeticOperator
    private let left: VectorExpression
    private let right: VectorExpression
    private let results: Buffer<Int64>

    init(_ op: ArithmeticOperator, _ left: VectorExpression, _ right: VectorExpression, capacity: Int) {
        self.op = op
        self.left = left
        self.right = right
        results = Buffer(uninitialized: capacity)
    }

    override func evaluate(_ batch: Batch) -> Vector {
        let a = left.evaluate(batch)
        let b = right.evaluate(batch)
        if case .integers(let x) = a.storage, case .integers(let y) = b.storage {
            integers(x, y, batch.count)
            return Vector(.integers(results.base), count: batch.count)
        }
        let target = UnsafeMutableRawPointer(results.base).assumingMemoryBound(to: Double.self)
        if case .numbers(let x) = a.storage, case .numbers(let y) = b.storage {
            numbers(x, y, batch.count, target)
        } else {
            target.update(repeating: Missing.number, count: batch.count)
        }
        return Vector(.numbers(target), count: batch.count)
    }

    override func range(_ start: Int, _ end: Int) -> ValueRange? {
        guard let a = left.range(start, end), let b = right.range(start, end) else { return nil }
        switch op {
        case .add: return a + b
        case .subtract: return a - b
        default: return nil
        }
    }

    private func integers(_ x: UnsafePointer<Int64>, _ y: UnsafePointer<Int64>, _ count: Int) {
        switch op {
        case .add: tally_add(x, y, count, results.base)
        case .subtract: tally_subtract(x, y, count, results.base)
        case .multiply: loop(x, y, count) { $0.multipliedReportingOverflow(by: $1) }
        case .divide: loop(x, y, count) { _, _ in (0, true) }
        }
    }

    @inline(__always)
    private func loop(
        _ x: UnsafePointer<Int64>, _ y: UnsafePointer<Int64>, _ count: Int,
        _ apply: (Int64, Int64) -> (partialValue: Int64, overflow: Bool)
    ) {
        let target = results.base
        var index = 0
        while index < count {
            let (value, overflow) = apply(x[index], y[index])
            let missing = x[index] == Missing.integer || y[index] == Missing.integer || overflow
            target[index] = missing ? Missing.integer : value
            index &+= 1
        }
    }

    /// NaN is missing and passes through by itself.
    private func numbers(
        _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ count: Int, _ target: UnsafeMutablePointer<Double>
    ) {
        switch op {
        case .add: for index in 0..<count { target[index] = x[index] + y[index] }
        case .subtract: for index in 0..<count { target[index] = x[index] - y[index] }
        case .multiply: for index in 0..<count { target[index] = x[index] * y[index] }
        case .divide: for index in 0..<count { target[index] = y[index] == 0 ? Missing.number : x[index] / y[index] }
        }
    }
}
