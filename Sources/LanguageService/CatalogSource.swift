package import Diagnostics
package import Semantics

/// The one door through which the language service sees data: what is loaded and defined, and which values there are.
package protocol CatalogSource: Sendable {
    /// The data sets, definitions and options before the text that is asked about.
    var environment: Environment { get }

    /// The values of an expression in the rows for which all conditions hold, with the number of rows of each, in any
    /// order; nil when they cannot be counted, or not soon.
    func valueCounts(
        of expression: BoundExpression, in dataSet: DataSet, where conditions: [BoundExpression]
    ) -> ValueCounts?

    /// What is in a column of a data set, by its position; nil when that cannot be said, or not soon.
    func summary(ofColumn index: Int, in dataSet: DataSet) -> ColumnSummary?

    /// The script that `use "path"` names; nil when there is none.
    func script(at path: String) -> SourceText?
}
