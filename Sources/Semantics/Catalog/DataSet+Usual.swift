import Columnar
import Syntax

/// What examples and mended queries take where any column or period would do.
extension DataSet {
    /// How many values a column has by which rows are grouped.
    private static let groups = 2...1_000

    /// The columns by which cases are usually grouped, as a query spells them: those that profiles name, else other texts.
    var usualDimensions: [String] {
        usualDimensionColumns.prefix(3).map { Spelling.name(fields[$0].name) }
    }

    /// The same by their positions, all of them. Asking for one reads its column.
    var usualDimensionColumns: some Sequence<Int> {
        let named = ["department", "reason", "type", "source", "district"].compactMap { columnsByKey[$0]?.first }
        return (named + fields.indices.filter { !named.contains($0) }).lazy.filter { index in
            self.fields[index].type == .text
                && self.fields[index].dictionary.map { DataSet.groups.contains($0.count) } == true
        }
    }

    /// The last two whole periods of the data, the longest that lie in it; nil for data without times, or of two days.
    var lastPeriods: (before: String, last: String)? {
        guard let timeColumn, let asOf, let first = table.columns[timeColumn].bounds?.lowerBound else { return nil }
        for grain in [Grain.year, .quarter, .month, .week, .day] {
            let end = Period(grain, containing: asOf.day)
            let (before, last) = (
                Period(grain: grain, ordinal: end.ordinal - 2), Period(grain: grain, ordinal: end.ordinal - 1)
            )
            if before.start >= first || grain == .day { return ("\(before)", "\(last)") }
        }
        return nil
    }
}
