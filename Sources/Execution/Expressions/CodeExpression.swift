import Columnar

/// The dictionary codes of a text as whole numbers.
final class CodeExpression: VectorExpression {
    private let operand: VectorExpression
    private let results: Buffer<Int64>

    init(_ operand: VectorExpression, capacity: Int) {
        self.operand = operand
        results = Buffer(uninitialized: capacity)
    }

    override func evaluate(_ batch: Batch) -> Vector {
        let target = results.base
        switch operand.evaluate(batch).storage {
        case .codes(let codes, _): for index in 0..<batch.count { target[index] = Int64(codes[index]) }
        case .bytes(let flags): for index in 0..<batch.count { target[index] = Int64(flags[index]) }
        case .integers(let values): target.update(from: values, count: batch.count)
        default: target.update(repeating: Missing.integer, count: batch.count)
        }
        return Vector(.integers(target), count: batch.count)
    }
}
