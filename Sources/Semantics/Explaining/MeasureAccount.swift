internal import Columnar

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
            /// How many of the values that a column's value is seen among are larger; their mean; their median, and the median
            /// distance from it.
            case larger(Int)
            case mean(Int)
            case median(Int)
            case spread(Int)
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
        /// One place behind the larger ones.
        case rank
        /// In percent of the mean.
        case index
        /// The distance from the median, in standard deviations as the median distance of normal data has them.
        case anomaly
        /// What is done with many figures, in signs and words.
        case text(String)
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
    /// Whether the axis has days, whose values are seen among those of the same weekday.
    package let isByWeekday: Bool

    /// - Returns: nil for plans that are more than one measure over some rows: comparisons, pictures, files.
    package init?(_ plan: LogicalPlan, _ definitions: [Binder.UsedDefinition]) {
        switch plan {
        case .group(let input, let stage)
        where stage.sides == nil && stage.items.count == 1 && !MeasureAccount.dependsOnLayout(stage):
            var builder = MeasureAccountBuilder(stage, definitions)
            guard let item = stage.items.first else { return nil }
            words = builder.sentence.value(item.expression)
            rows = builder.sentence.rows(input) + builder.sentence.groups(stage)
            parts = builder.parts(of: item.expression)
            formula = builder.formula(of: item.expression)
            self.plan = .group(input, builder.stage)
            dimensions = stage.dimensions.count
            axis = stage.axis?.dimension
            isByWeekday = stage.axis?.grain == .day
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
            isByWeekday = false
        default: return nil
        }
    }

    /// Whether a value depends on the columns of a cross-tab, or on what `top` puts first: one row a group has others then.
    private static func dependsOnLayout(_ stage: GroupedStage) -> Bool {
        stage.windows.contains { window in
            switch window.kind {
            case .index: stage.acrossCount > 0
            case .rank: stage.acrossCount > 0 && stage.axis == nil
            case .running: stage.axis == nil && (stage.acrossCount > 0 || stage.top != nil)
            default: false
            }
        }
    }
}
