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

    private func integers(_ x: UnsafePointer<Int64>, _ y: UnsafePointer<Int64>, _ count: Int) {
        switch op {
        case .add:
            // A sum overflows when its sign is that of neither operand, a difference when the operands' signs differ and its
            // own is not the first one's.
            fours(x, y, count) { a, b in (a &+ b, (a ^ (a &+ b)) & (b ^ (a &+ b))) }
        case .subtract: fours(x, y, count) { a, b in (a &- b, (a ^ b) & (a ^ (a &- b))) }
        case .multiply: loop(x, y, count) { $0.multipliedReportingOverflow(by: $1) }
        case .divide: loop(x, y, count) { _, _ in (0, true) }
        }
    }

    /// Four rows at a time, then the rest one by one; a negative `overflow` says that the result is none.
    @inline(__always)
    private func fours(
        _ x: UnsafePointer<Int64>, _ y: UnsafePointer<Int64>, _ count: Int,
        _ apply: (SIMD4<Int64>, SIMD4<Int64>) -> (value: SIMD4<Int64>, overflow: SIMD4<Int64>)
    ) {
        let (left, right, target) = (UnsafeRawPointer(x), UnsafeRawPointer(y), UnsafeMutableRawPointer(results.base))
        let missing = SIMD4(repeating: Missing.integer)
        var index = 0
        while index &+ 4 <= count {
            let a = left.loadUnaligned(fromByteOffset: index &* 8, as: SIMD4<Int64>.self)
            let b = right.loadUnaligned(fromByteOffset: index &* 8, as: SIMD4<Int64>.self)
            let (value, overflow) = apply(a, b)
            let isMissing = (a .== missing) .| (b .== missing) .| (overflow .< SIMD4.zero)
            target.storeBytes(
                of: value.replacing(with: missing, where: isMissing), toByteOffset: index &* 8, as: SIMD4<Int64>.self)
            index &+= 4
        }
        while index < count {
            let (value, overflow) = apply(SIMD4(repeating: x[index]), SIMD4(repeating: y[index]))
            let isMissing = x[index] == Missing.integer || y[index] == Missing.integer || overflow[0] < 0
            results.base[index] = isMissing ? Missing.integer : value[0]
            index &+= 1
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
