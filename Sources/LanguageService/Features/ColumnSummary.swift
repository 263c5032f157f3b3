package import Columnar

/// What is in a column of the data, for its card.
package struct ColumnSummary: Sendable {
    package let missing: Int
    package let distinct: Int
    /// The smallest, middle and largest value of numbers and times; empty for other columns.
    package let range: [Value]
    /// The most frequent values of texts and conditions, most frequent first.
    package let top: [(value: Value, count: Int)]
    /// How many values fall into equal slices of the range, or how many rows the most frequent values have.
    package let shape: [Int]

    package init(missing: Int, distinct: Int, range: [Value], top: [(value: Value, count: Int)], shape: [Int]) {
        self.missing = missing
        self.distinct = distinct
        self.range = range
        self.top = top
        self.shape = shape
    }
}

extension ValueText {
    /// A value as a card shows it: like machine formats, but durations with their unit.
    static func readable(_ value: Value) -> String? {
        switch value {
        case .duration(let length): duration(Double(length))
        case .meanDuration(let length): duration(length)
        default: machine(value)
        }
    }

    private static func duration(_ milliseconds: Double) -> String {
        let days = (milliseconds / 8_640_000).rounded() / 10
        return "\(number(days)) days"
    }
}
