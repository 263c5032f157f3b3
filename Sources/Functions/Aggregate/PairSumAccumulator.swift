import Columnar

/// Pools rates and shares of an earlier stage: rates add numerators and denominators, shares add numerators over the one
/// denominator. The pairs are counts, so that sums of doubles are exact.
final class PairSumAccumulator: Accumulator {
    private let type: DataType
    private let numerators: Buffer<Double>
    private let denominators: Buffer<Double>
    private(set) var leftOut = 0

    init(type: DataType, groupCount: Int) {
        self.type = type
        numerators = Buffer(repeating: Missing.number, count: groupCount)
        denominators = Buffer(repeating: 0, count: groupCount)
    }

    func update(groups: UnsafePointer<UInt32>, values: Vector?, count: Int) {
        guard case .pairs(let tops, let bottoms)? = values?.storage else { return }
        for row in 0..<count { add(tops[row], bottoms[row], to: Int(groups[row])) }
        for row in 0..<count where tops[row].isNaN { leftOut += 1 }
    }

    func merge(_ other: any Accumulator, mapping: [UInt32]) {
        guard let other = other as? PairSumAccumulator else { return }
        leftOut += other.leftOut
        for (group, target) in mapping.enumerated() {
            add(other.numerators[group], other.denominators[group], to: Int(target))
        }
    }

    private func add(_ top: Double, _ bottom: Double, to group: Int) {
        guard !top.isNaN else { return }
        numerators[group] = numerators[group].isNaN ? top : numerators[group] + top
        denominators[group] = type == .share ? max(denominators[group], bottom) : denominators[group] + bottom
    }

    func finish() -> Column { Column(type: type, storage: .pairs(numerators, denominators)) }
    func empty(groupCount: Int) -> any Accumulator { PairSumAccumulator(type: type, groupCount: groupCount) }
}
