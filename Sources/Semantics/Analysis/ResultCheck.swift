package import Columnar
package import Diagnostics

/// What an analyzer can only tell from the result: it has found the place while the query was bound, and looks again when
/// the query has run.
package struct ResultCheck: Sendable {
    package let find: @Sendable (ResultFacts) -> Diagnostic?
}

/// A query's result, as far as result checks ask.
package struct ResultFacts: Sendable {
    package let table: ResultTable
    /// The rows that the conditions of the first stage chose from, and those that they left.
    package let scannedRows: Int
    package let matchedRows: Int
    /// How many rows measures left out because their operand was missing, by the measures' text.
    package let leftOut: [String: Int]
    /// How many rows of a plan fulfil each of some conditions; runs a query.
    package let count: @Sendable (_ conditions: [BoundExpression], _ input: LogicalPlan) -> [Int]

    package init(
        table: ResultTable, scannedRows: Int, matchedRows: Int, leftOut: [String: Int],
        count: @escaping @Sendable ([BoundExpression], LogicalPlan) -> [Int]
    ) {
        self.table = table
        self.scannedRows = scannedRows
        self.matchedRows = matchedRows
        self.leftOut = leftOut
        self.count = count
    }

    /// What the checks find. Both sides of a comparison register the same check, which speaks once.
    package func findings(of checks: [ResultCheck]) -> [Diagnostic] {
        checks.compactMap { $0.find(self) }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}
