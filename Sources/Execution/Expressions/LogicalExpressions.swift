import CKernels
import Columnar

/// `and` and `or` over three-valued bytes: 0 false, 1 true, 2 unknown (Kleene).
final class JunctionExpression: VectorExpression {
    private let parts: [VectorExpression]
    private let isConjunction: Bool
    private let results: Buffer<UInt8>

    init(_ parts: [VectorExpression], isConjunction: Bool, capacity: Int) {
        self.parts = parts
        self.isConjunction = isConjunction
        results = Buffer(uninitialized: capacity)
    }

    override func evaluate(_ batch: Batch) -> Vector {
        let target = results.base
        target.update(repeating: isConjunction ? 1 : 0, count: batch.count)
        for part in parts {
            guard case .bytes(let flags) = part.evaluate(batch).storage else { continue }
            var index = 0
            if isConjunction {
                while index < batch.count {
                    let (a, b) = (target[index], flags[index])
                    target[index] = a == 0 || b == 0 ? 0 : a | b > 1 ? 2 : 1
                    index &+= 1
                }
            } else {
                while index < batch.count {
                    let (a, b) = (target[index], flags[index])
                    target[index] = a == 1 || b == 1 ? 1 : a | b
                    index &+= 1
                }
            }
        }
        return Vector(.bytes(target), count: batch.count)
    }

    override func verdict(_ start: Int, _ end: Int) -> Verdict {
        let verdicts = parts.map { $0.verdict(start, end) }
        let (deciding, agreed): (Verdict, Verdict) = isConjunction ? (.none, .all) : (.all, .none)
        return verdicts.contains(deciding) ? deciding : verdicts.allSatisfy { $0 == agreed } ? agreed : .some
    }
}

/// `not`: unknown stays unknown.
final class NegationExpression: VectorExpression {
    private let operand: VectorExpression
    private let results: Buffer<UInt8>

    init(_ operand: VectorExpression, capacity: Int) {
        self.operand = operand
        results = Buffer(uninitialized: capacity)
    }

    override func evaluate(_ batch: Batch) -> Vector {
        if case .bytes(let flags) = operand.evaluate(batch).storage {
            for index in 0..<batch.count { results.base[index] = flags[index] > 1 ? 2 : 1 - flags[index] }
        }
        return Vector(.bytes(results.base), count: batch.count)
    }
}

/// Reads a three-valued condition as a two-valued one: unknown is false.
final class DecidedExpression: VectorExpression {
    private let operand: VectorExpression
    private let results: Buffer<UInt8>

    init(_ operand: VectorExpression, capacity: Int) {
        self.operand = operand
        results = Buffer(uninitialized: capacity)
    }

    override func evaluate(_ batch: Batch) -> Vector {
        if case .bytes(let flags) = operand.evaluate(batch).storage {
            for index in 0..<batch.count { results.base[index] = flags[index] & 1 }
        }
        return Vector(.bytes(results.base), count: batch.count)
    }

    override func verdict(_ start: Int, _ end: Int) -> Verdict { operand.verdict(start, end) }
}

/// `is missing` and `is known`.
final class MissingTestExpression: VectorExpression {
    private let operand: VectorExpression
    private let whenMissing: UInt8
    private let results: Buffer<UInt8>

    init(_ operand: VectorExpression, isMissing: Bool, capacity: Int) {
        self.operand = operand
        whenMissing = isMissing ? 1 : 0
        results = Buffer(uninitialized: capacity)
    }

    override func evaluate(_ batch: Batch) -> Vector {
        let target = results.base
        let (yes, no) = (whenMissing, 1 - whenMissing)
        switch operand.evaluate(batch).storage {
        case .bytes(let values):
            for index in 0..<batch.count { target[index] = values[index] == Missing.boolean ? yes : no }
        case .integers(let values):
            // A known value equals itself.
            tally_compare(yes == 1 ? TALLY_NOT_EQUAL : TALLY_EQUAL, values, values, batch.count, yes, target)
        case .numbers(let values), .pairs(let values, _):
            for index in 0..<batch.count { target[index] = values[index].isNaN ? yes : no }
        case .codes(let values, _):
            for index in 0..<batch.count { target[index] = values[index] == Missing.code ? yes : no }
        }
        return Vector(.bytes(target), count: batch.count)
    }
}
