import Columnar

/// The two sides of a `compare` clause, as conditions on rows: every measure is computed under each of them.
struct Comparison {
    /// The conditions of `where` that hold for both sides.
    var shared: [BoundExpression]
    let base: BoundExpression
    let other: BoundExpression
    /// The word behind the other side's columns: `before`, `rest` or `other`.
    let word: String
    /// The stretches of time that the sides are, when they are periods of the default time.
    let basePeriod: TimeRange?
    let otherPeriod: TimeRange?

    /// Whether some instants belong to both periods: then a row may stand in two buckets of a time axis.
    var overlaps: Bool {
        guard let basePeriod, let otherPeriod else { return false }
        return basePeriod.start < otherPeriod.end && otherPeriod.start < basePeriod.end
    }

    /// How many buckets the other period lies before the base's: on a time axis it takes its place.
    func distance(_ grain: Grain) -> Int {
        guard let basePeriod, let otherPeriod else { return 0 }
        return Period.ordinal(of: grain, at: basePeriod.start) - Period.ordinal(of: grain, at: otherPeriod.start)
    }
}
