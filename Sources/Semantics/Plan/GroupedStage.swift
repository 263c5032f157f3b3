package import Columnar
import Functions

/// Everything that a stage with groups does, in the order in which it happens.
package struct GroupedStage: Sendable {
    /// Group-by dimensions, then the time axis, then the dimensions of the cross-tab.
    package var dimensions: [Dimension] = []
    /// The position of the time axis among the dimensions.
    package var axis: TimeAxis?
    /// How many dimensions at the end become columns.
    package var acrossCount = 0
    package var calls: [AggregateCall] = []
    package var windows: [WindowCall] = []
    package var items: [Item] = []
    package var sort: [SortKey] = []
    package var having: BoundExpression?
    package var top: Top?
    package var limit: Int?
    package var totals = false
    /// `with n`: the denominators of rates are written to machine formats too.
    package var writesCounts = false
    /// Sentences that the result owes its reader whatever the data says.
    package var notes: [String] = []

    /// The zones that a dimension names, where they are drawn as a map.
    package var outlines: Outlines?
    /// The dimension of the squares of a grid, where they are drawn as a map, and their side in metres.
    package var squares: (dimension: Int, side: Double)?

    /// What `compare` compares; the calls have it in their conditions and the items in their names.
    package var sides: Sides?

    package init() {}

    package struct Sides: Sendable {
        package let base: BoundExpression
        package let other: BoundExpression
        /// The word behind the other side's items: `before`, `rest` or `other`.
        package let word: String
    }

    package struct Dimension: Sendable {
        package let name: String
        package let expression: BoundExpression

        package init(name: String, expression: BoundExpression) {
            self.name = name
            self.expression = expression
        }
    }

    package struct TimeAxis: Sendable {
        package let dimension: Int
        package let grain: Grain
        /// The instants that `where` confines the axis to, when it does: from … up to but not including.
        package let start: Int64?
        package let end: Int64?
        /// The first time in the data, and the first instant after its end.
        package let dataStart: Int64?
        package let dataEnd: Int64?
        /// The data's last day, where no row is of it.
        package let emptyDay: Int64?

        package init(
            dimension: Int, grain: Grain, start: Int64?, end: Int64?, dataStart: Int64?, dataEnd: Int64?,
            emptyDay: Int64?
        ) {
            self.dimension = dimension
            self.grain = grain
            self.start = start
            self.end = end
            self.dataStart = dataStart
            self.dataEnd = dataEnd
            self.emptyDay = emptyDay
        }
    }

    package struct Top: Sendable {
        package let count: Int
        package let isBottom: Bool
        /// The dimension whose values are ranked; nil ranks the combinations of the row dimensions.
        package let dimension: Int?
        /// Ranks within each value of this dimension.
        package let per: Int?
        package let measure: BoundExpression
        package var others: Bool

        package init(
            count: Int, isBottom: Bool, dimension: Int?, per: Int?, measure: BoundExpression, others: Bool
        ) {
            self.count = count
            self.isBottom = isBottom
            self.dimension = dimension
            self.per = per
            self.measure = measure
            self.others = others
        }
    }

    /// The text of an item that is a mean or a quantile of each group.
    func average(_ item: Item) -> String? {
        guard case .column(.aggregate(let index, _)) = item.expression.kind,
            ["avg", "median", "quantile", "wait"].contains(calls[index].function.name)
        else { return nil }
        return calls[index].text
    }

    /// The dimensions that measures read; others only name the groups.
    package var readDimensions: Set<Int> {
        Set((items.map(\.expression) + windows.map(\.operand)).flatMap(\.dimensions))
    }

    /// The dimensions whose combinations `top` ranks: the one that it names, else all that make groups, else the time axis.
    package func ranked(_ dimension: Int?) -> [Int] {
        let groups = dimension.map { [$0] } ?? (0..<rowDimensionCount).filter { $0 != axis?.dimension }
        return groups.isEmpty ? Array(0..<rowDimensionCount) : groups
    }

    /// The number of dimensions that lead the rows: all but those of the cross-tab.
    package var rowDimensionCount: Int { dimensions.count - acrossCount }
}

/// A named expression of `show` or `list`.
package struct Item: Sendable {
    package let name: String
    package let expression: BoundExpression
    /// Columns that belong to the item and stand behind it: the limits of its confidence interval.
    package var companions: [(word: String, expression: BoundExpression)] = []

    package init(name: String, expression: BoundExpression) {
        self.name = name
        self.expression = expression
    }
}

/// One of the values that the order of a result goes by.
package struct SortKey: Sendable {
    package let expression: BoundExpression
    package let isDescending: Bool

    package init(expression: BoundExpression, isDescending: Bool) {
        self.expression = expression
        self.isDescending = isDescending
    }
}
