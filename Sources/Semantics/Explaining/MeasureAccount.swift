/// A measure taken apart for `explain`: what it is in words, and a plan that computes it beside the counts it is made of.
package struct MeasureAccount: Sendable {
    /// A figure with the words for what it counts.
    package struct Line: Sendable {
        package enum Figure: Sendable {
            /// The value of a column of the plan's result.
            case column(Int)
            /// The halves of the pair that a column holds.
            case numerator(Int)
            case denominator(Int)
            /// The value of a column so many buckets before.
            case before(Int, buckets: Int)
        }

        package let title: String
        package let figure: Figure
        package let words: String
    }

    /// How a value comes from figures by their titles; nil where no few figures make it.
    package enum Formula: Sendable {
        /// The numerator over the denominator.
        case quotient
        /// What is now less what was before.
        case difference
        /// The same over what was before.
        case growth
        /// The mean of all figures.
        case mean
        case none
        /// A value of each row, which many rows have no single one of.
        case rows
    }

    /// What is computed: its columns are the dimensions, the measure itself, and what the lines speak of.
    package let plan: LogicalPlan
    package let words: String
    /// The rows that it is measured of, and the groups, in words.
    package let rows: String
    /// For each part of the measure its own text, and its figures.
    package let parts: [(text: String, lines: [Line])]
    package let dimensions: Int
    /// How the value comes from the figures of the first part.
    package let formula: Formula
    /// The dimension that is the time axis.
    package let axis: Int?

    /// - Returns: nil for plans that are more than one measure over some rows: comparisons, pictures, files.
    package init?(_ plan: LogicalPlan, _ definitions: [Binder.UsedDefinition]) {
        switch plan {
        case .group(let input, let stage) where stage.sides == nil && stage.items.count == 1:
            var builder = MeasureAccountBuilder(stage, definitions)
            guard let item = stage.items.first else { return nil }
            words = builder.sentence.value(item.expression)
            rows = builder.sentence.rows(input) + builder.sentence.groups(stage)
            parts = builder.parts(of: item.expression)
            formula = builder.formula(of: item.expression)
            self.plan = .group(input, builder.stage)
            dimensions = stage.dimensions.count
            axis = stage.axis?.dimension
        case .list(let input, let stage) where stage.items.count == 1:
            var builder = MeasureAccountBuilder(GroupedStage(), definitions)
            guard let operand = stage.items.first?.expression else { return nil }
            words = builder.sentence.meaning(operand)
            rows = builder.sentence.rows(input)
            parts = [("", builder.linesOfRows(operand))]
            formula = .rows
            self.plan = .group(input, builder.stage)
            dimensions = 0
            axis = nil
        default: return nil
        }
    }
}
