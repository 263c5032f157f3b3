package import Columnar

extension AggregateFunction {
    package static let count = AggregateFunction(
        "count", signature: "count", summary: "The number of rows; 0 for an empty group.",
        example: "group by district show count",
        type: { _ in .result(.integer) },
        { _ in .streaming { CountAccumulator(groupCount: $0) } })
}

/// Counts rows; it takes no operand.
package final class CountAccumulator: Accumulator {
    private let counts: Buffer<Int64>
    package let leftOut = 0

    init(groupCount: Int) { counts = Buffer(repeating: 0, count: groupCount) }

    /// Rows that have been counted elsewhere.
    package init(_ counts: [Int64]) { self.counts = Buffer(counts) }

    package func update(groups: UnsafePointer<UInt32>, values: Vector?, count: Int) {
        let counts = counts.base
        var row = 0
        while row < count {
            counts[Int(groups[row])] &+= 1
            row &+= 1
        }
    }

    package func merge(_ other: any Accumulator, mapping: [UInt32]) {
        guard let other = other as? CountAccumulator else { return }
        for (group, target) in mapping.enumerated() { counts[Int(target)] += other.counts[group] }
    }

    package func finish() -> Column { Column(type: .integer, storage: .integers(counts)) }
    package func empty(groupCount: Int) -> any Accumulator { CountAccumulator(groupCount: groupCount) }
}
