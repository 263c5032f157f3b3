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
}
