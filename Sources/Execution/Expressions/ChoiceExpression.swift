import Columnar

/// `case` and `coalesce`: for each row the value of the first branch that applies. All branches have one form; text
/// branches have been mapped into one dictionary.
final class ChoiceExpression: VectorExpression {
    struct Branch {
        /// Nil applies where the value is known (`coalesce`) and always for the last.
        let condition: VectorExpression?
        let value: VectorExpression
        /// The codes of the branch's dictionary in the common one.
        let codeMap: [UInt32]?
    }

    private let branches: [Branch]
    private let physical: PhysicalType
    private let dictionary: TextDictionary?
    private let words: Buffer<Int64>
    private let seconds: Buffer<Double>
    private let decided: Buffer<UInt8>

    init(_ branches: [Branch], physical: PhysicalType, dictionary: TextDictionary?, capacity: Int) {
        self.branches = branches
        self.physical = physical
        self.dictionary = dictionary
        words = Buffer(uninitialized: capacity)
        seconds = Buffer(uninitialized: physical == .pairs ? capacity : 0)
        decided = Buffer(uninitialized: capacity)
    }

    override func evaluate(_ batch: Batch) -> Vector {
        let count = batch.count
        decided.base.update(repeating: 0, count: count)
        for branch in branches {
            var flags: UnsafeMutablePointer<UInt8>?
            if let condition = branch.condition, case .bytes(let found) = condition.evaluate(batch).storage {
                flags = found
            }
            take(branch.value.evaluate(batch), flags, branch.codeMap, count)
        }
        let raw = UnsafeMutableRawPointer(words.base)
        switch physical {
        case .bytes: return finish(raw.assumingMemoryBound(to: UInt8.self), Missing.boolean, count) { .bytes($0) }
        case .integers: return finish(words.base, Missing.integer, count) { .integers($0) }
        case .numbers: return finish(raw.assumingMemoryBound(to: Double.self), Missing.number, count) { .numbers($0) }
        case .pairs:
            return finish(raw.assumingMemoryBound(to: Double.self), Missing.number, count) { .pairs($0, seconds.base) }
        case .codes:
            let dictionary = dictionary ?? TextDictionary([])
            return finish(raw.assumingMemoryBound(to: UInt32.self), Missing.code, count) { .codes($0, dictionary) }
        }
    }

    /// Rows that no branch has decided are missing.
    private func finish<Element>(
        _ target: UnsafeMutablePointer<Element>, _ missing: Element, _ count: Int,
        _ wrap: (UnsafeMutablePointer<Element>) -> Vector.Storage
    ) -> Vector {
        for index in 0..<count where decided.base[index] == 0 { target[index] = missing }
        return Vector(wrap(target), count: count)
    }

    private func take(_ vector: Vector, _ flags: UnsafeMutablePointer<UInt8>?, _ map: [UInt32]?, _ count: Int) {
        let raw = UnsafeMutableRawPointer(words.base)
        let decided = decided.base
        func applies(_ index: Int, known: Bool) -> Bool {
            guard decided[index] == 0, flags.map({ $0[index] == 1 }) ?? known else { return false }
            decided[index] = 1
            return true
        }
        switch vector.storage {
        case .bytes(let values):
            let target = raw.assumingMemoryBound(to: UInt8.self)
            for index in 0..<count where applies(index, known: values[index] != Missing.boolean) {
                target[index] = values[index]
            }
        case .integers(let values):
            for index in 0..<count where applies(index, known: values[index] != Missing.integer) {
                words.base[index] = values[index]
            }
        case .numbers(let values):
            let target = raw.assumingMemoryBound(to: Double.self)
            for index in 0..<count where applies(index, known: !values[index].isNaN) { target[index] = values[index] }
        case .codes(let values, _):
            let target = raw.assumingMemoryBound(to: UInt32.self)
            for index in 0..<count where applies(index, known: values[index] != Missing.code) {
                target[index] = map.map { $0[Int(values[index])] } ?? values[index]
            }
        case .pairs(let firsts, let others):
            let target = raw.assumingMemoryBound(to: Double.self)
            for index in 0..<count where applies(index, known: !firsts[index].isNaN) {
                target[index] = firsts[index]
                seconds.base[index] = others[index]
            }
        }
    }
}
