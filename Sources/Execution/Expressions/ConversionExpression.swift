import Columnar

/// Integer form or a pair as a double: whole numbers, durations, rates.
final class ConversionExpression: VectorExpression {
    private let operand: VectorExpression
    private let results: Buffer<Double>

    init(_ operand: VectorExpression, capacity: Int) {
        self.operand = operand
        results = Buffer(uninitialized: capacity)
    }

    override func evaluate(_ batch: Batch) -> Vector {
        let target = results.base
        switch operand.evaluate(batch).storage {
        case .integers(let values):
            for index in 0..<batch.count {
                target[index] = values[index] == Missing.integer ? Missing.number : Double(values[index])
            }
        case .numbers(let values): target.update(from: values, count: batch.count)
        case .pairs(let tops, let bottoms):
            for index in 0..<batch.count {
                target[index] = bottoms[index] == 0 ? Missing.number : tops[index] / bottoms[index]
            }
        default: target.update(repeating: Missing.number, count: batch.count)
        }
        return Vector(.numbers(target), count: batch.count)
    }
}
