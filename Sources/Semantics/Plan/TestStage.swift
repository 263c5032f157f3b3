package import Columnar

/// `test`: whether a measure differs between the groups of some dimensions, or follows them.
package struct TestStage: Sendable {
    /// What is tested, which decides how.
    package enum Kind: Sendable {
        /// A condition's rate: the table of counts.
        case rate
        /// A category: the table of counts.
        case category
        /// A value: its ranks.
        case ranks
        /// An average.
        case means
    }

    /// One dimension with the pass that its test needs: the rate, or all values of the operand; of a category the second dimension.
    package struct Part: Sendable {
        package let name: String
        package let stage: GroupedStage
        /// Whether the dimension has a direction, along which a trend may lead.
        package let isOrdered: Bool
        /// Whether its values stand for groups: text, conditions, whole numbers.
        package let hasGroups: Bool

        package init(name: String, stage: GroupedStage, isOrdered: Bool, hasGroups: Bool) {
            self.name = name
            self.stage = stage
            self.isOrdered = isOrdered
            self.hasGroups = hasGroups
        }
    }

    package let kind: Kind
    package let parts: [Part]
    /// The measure as the result shows it: `late%`, `median time_to_close`.
    package let measure: String
    /// The type of the measure in the result.
    package let type: DataType

    package init(kind: Kind, parts: [Part], measure: String, type: DataType) {
        self.kind = kind
        self.parts = parts
        self.measure = measure
        self.type = type
    }

    /// What the notes say in words, or what is the same in every row: columns for files and later stages.
    package var fileOnlyColumns: Set<String> {
        let details: Set<String> = ["p", "method", "size_name", "statistic", "df", "df_error", "assumptions"]
        return parts.count == 1 ? details.union(["dimension"]) : details
    }

    /// The columns of the result: the effect first, what it was computed from last.
    package var fields: [Field] {
        let before = [
            Field(name: "dimension", type: .text), Field(name: "value", type: .text),
            Field(name: "effect", type: .text),
            Field(name: "size", type: .number), Field(name: "low", type: .number), Field(name: "high", type: .number),
            Field(name: "p", type: .number), Field(name: "p_holm", type: .number), Field(name: "n", type: .integer),
        ]
        let after = [
            Field(name: "method", type: .text), Field(name: "size_name", type: .text),
            Field(name: "statistic", type: .number), Field(name: "df", type: .number),
            Field(name: "df_error", type: .number), Field(name: "assumptions", type: .text),
        ]
        let isTaken = (before + after).contains { nameKey($0.name) == nameKey(measure) }
        return before + [Field(name: isTaken ? "measure \(measure)" : measure, type: type)] + after
    }
}
