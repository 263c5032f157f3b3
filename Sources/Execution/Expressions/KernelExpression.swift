import Columnar
import Functions

/// A scalar function with a kernel, over its first argument.
final class KernelExpression: VectorExpression {
    private let kernel: ScalarKernel
    private let operand: VectorExpression
    private let results: Buffer<Int64>

    init(_ kernel: ScalarKernel, _ operand: VectorExpression, capacity: Int) {
        self.kernel = kernel
        self.operand = operand
        results = Buffer(uninitialized: capacity)
    }

    override func evaluate(_ batch: Batch) -> Vector {
        let input = operand.evaluate(batch)
        let raw = UnsafeMutableRawPointer(results.base)
        switch (kernel, input.storage) {
        case (.integers(_, let compute), .integers(let values)):
            compute(values, results.base, batch.count)
            return Vector(.integers(results.base), count: batch.count)
        case (.codes(let dictionary, let compute), .integers(let values)):
            let codes = raw.assumingMemoryBound(to: UInt32.self)
            compute(values, codes, batch.count)
            return Vector(.codes(codes, dictionary), count: batch.count)
        case (.numbersToCodes(let dictionary, let compute), .numbers(let values)):
            let codes = raw.assumingMemoryBound(to: UInt32.self)
            compute(values, codes, batch.count)
            return Vector(.codes(codes, dictionary), count: batch.count)
        case (.integersToNumbers(let compute), .integers(let values)):
            let numbers = raw.assumingMemoryBound(to: Double.self)
            compute(values, numbers, batch.count)
            return Vector(.numbers(numbers), count: batch.count)
        case (.numbers(let compute), .numbers(let values)):
            let numbers = raw.assumingMemoryBound(to: Double.self)
            compute(values, numbers, batch.count)
            return Vector(.numbers(numbers), count: batch.count)
        default: preconditionFailure("the compiler checks a kernel's form")
        }
    }
}
