package import Columnar

/// A measure of many rows: its manual entry, its types and its accumulator.
///
/// One aggregate is one file, with one line in `AggregateFunction.all`.
package struct AggregateFunction: Sendable {
    package let name: String
    /// How it is written: `median x`.
    package let signature: String
    /// One sentence: what it gives, and what an empty group gives.
    package let summary: String
    package let example: String
    /// The type of the result for an operand's type, or why there is none.
    package let type: @Sendable (DataType) -> TypeRule
    /// How it is computed for an operand's type.
    package let implementation: @Sendable (DataType) -> Implementation

    package enum TypeRule: Sendable {
        case result(DataType)
        /// The reason, as the end of a sentence: "text has no average".
        case refused(String)
    }

    package enum Implementation: Sendable {
        /// Rows are folded into one state a group as they come: for states that do not depend on the order.
        case streaming(@Sendable (_ groupCount: Int) -> any Accumulator)
        /// All known values are collected first; the result is computed from the values of each group. Several
        /// aggregates over the same operand share one collection. `fraction` is the quantile that `p90` names.
        case collecting(@Sendable (_ values: CollectedValues, _ fraction: Double) -> Column)
    }

    package init(
        _ name: String, signature: String, summary: String, example: String,
        type: @escaping @Sendable (DataType) -> TypeRule,
        _ implementation: @escaping @Sendable (DataType) -> Implementation
    ) {
        self.name = name
        self.signature = signature
        self.summary = summary
        self.example = example
        self.type = type
        self.implementation = implementation
    }
}

extension AggregateFunction {
    /// All aggregates, in the order of the reference. A new one is a new file and a line here.
    package static let all: [AggregateFunction] = [
        .count, .sum, .average, .median, .quantile, .minimum, .maximum, .distinct, .mode, .standardDeviation,
        .variance, .first, .last, .gini, .correlation, .wait, .rate,
    ]

    /// The aggregate of a word in any capitalization; every `pNN` is `quantile`.
    package static func named(_ name: String) -> AggregateFunction? {
        let name = name.lowercased()
        return all.first { $0.name == name }
    }
}
