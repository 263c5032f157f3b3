import CKernels
import Columnar
import Semantics

/// A comparison of two vectors of the same form. The unknown result of a missing operand is 2 in three-valued logic;
/// in two-valued logic it is false, and true for `!=`.
final class ComparisonExpression: VectorExpression {
    private let op: ComparisonOperator
    private let left: VectorExpression
    private let right: VectorExpression
    private let unknown: UInt8
    private let results: Buffer<UInt8>
    private let constant: Int64?

    /// - Parameter constant: what the right side always is, where that is known and of whole-number form.
    init(
        _ op: ComparisonOperator, _ left: VectorExpression, _ right: VectorExpression, logic: Logic, capacity: Int,
        constant: Int64? = nil
    ) {
        self.op = op
        self.left = left
        self.right = right
        unknown = logic.unknown(op)
        results = Buffer(uninitialized: capacity)
        self.constant = constant
    }

    override func verdict(_ start: Int, _ end: Int) -> Verdict {
        guard let constant, let range = left.range(start, end) else { return .some }
        return range.verdict(op, constant, missingHolds: unknown == 1)
    }

    override func evaluate(_ batch: Batch) -> Vector {
        let a = left.evaluate(batch)
        let target = results.base
        if let constant, case .integers(let x) = a.storage {
            tally_compare_constant(op.kernel, x, constant, batch.count, unknown, target)
            return Vector(.bytes(target), count: batch.count)
        }
        let b = right.evaluate(batch)
        switch (a.storage, b.storage) {
        case (.integers(let x), .integers(let y)): tally_compare(op.kernel, x, y, batch.count, unknown, target)
        case (.numbers(let x), .numbers(let y)): compare(x, y, batch.count, target) { $0.isNaN }
        case (.bytes(let x), .bytes(let y)): compare(x, y, batch.count, target) { $0 == Missing.boolean }
        default: target.update(repeating: unknown, count: batch.count)
        }
        return Vector(.bytes(target), count: batch.count)
    }

    /// One loop an operator, chosen once a batch.
    @inline(__always)
    private func compare<Element: Comparable>(
        _ x: UnsafePointer<Element>, _ y: UnsafePointer<Element>, _ count: Int, _ target: UnsafeMutablePointer<UInt8>,
        isMissing: (Element) -> Bool
    ) {
        switch op {
        case .equal: loop(x, y, count, target, isMissing) { $0 == $1 }
        case .notEqual: loop(x, y, count, target, isMissing) { $0 != $1 }
        case .less: loop(x, y, count, target, isMissing) { $0 < $1 }
        case .lessOrEqual: loop(x, y, count, target, isMissing) { $0 <= $1 }
        case .greater: loop(x, y, count, target, isMissing) { $0 > $1 }
        case .greaterOrEqual: loop(x, y, count, target, isMissing) { $0 >= $1 }
        }
    }

    @inline(__always)
    private func loop<Element: Comparable>(
        _ x: UnsafePointer<Element>, _ y: UnsafePointer<Element>, _ count: Int, _ target: UnsafeMutablePointer<UInt8>,
        _ isMissing: (Element) -> Bool, _ holds: (Element, Element) -> Bool
    ) {
        let unknown = unknown
        var index = 0
        while index < count {
            let missing = isMissing(x[index]) || isMissing(y[index])
            target[index] = missing ? unknown : (holds(x[index], y[index]) ? 1 : 0)
            index &+= 1
        }
    }
}

extension ComparisonOperator {
    fileprivate var kernel: tally_comparison {
        switch self {
        case .equal: TALLY_EQUAL
        case .notEqual: TALLY_NOT_EQUAL
        case .less: TALLY_LESS
        case .lessOrEqual: TALLY_LESS_OR_EQUAL
        case .greater: TALLY_GREATER
        case .greaterOrEqual: TALLY_GREATER_OR_EQUAL
        }
    }
}
