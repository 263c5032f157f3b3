import Columnar

extension AggregateFunction {
    package static let count = AggregateFunction(
        "count", signature: "count", summary: "The number of rows; 0 for an empty group.",
        example: "group by district show count",
        type: { _ in .result(.integer) },
        { _ in .streaming { CountAccumulator(groupCount: $0) } })
}

/// Counts rows; it takes no operand.
final class CountAccumulator: Accumulator {
    private let counts: Buffer<Int64>
    let leftOut = 0

    init(groupCount: Int) { counts = Buffer(repeating: 0, count: groupCount) }

    func update(groups: UnsafePointer<UInt32>, values: Vector?, count: Int) {
        let counts = counts.base
        var row = 0
        while row < count {
            counts[Int(groups[row])] &+= 1
            row &+= 1
        }
    }

    func merge(_ other: any Accumulator, mapping: [UInt32]) {
        guard let other = other as? CountAccumulator else { return }
        for (group, target) in mapping.enumerated() { counts[Int(target)] += other.counts[group] }
    }

    func finish() -> Column { Column(type: .integer, storage: .integers(counts)) }
    func empty(groupCount: Int) -> any Accumulator { CountAccumulator(groupCount: groupCount) }
}
