package import Diagnostics
package import Semantics

/// A catalog without data, for texts that are looked at by themselves.
package struct EmptyCatalog: CatalogSource {
    package let environment = Environment()

    package init() {}

    package func valueCounts(
        of expression: BoundExpression, in dataSet: DataSet, where conditions: [BoundExpression]
    ) -> ValueCounts? { nil }

    package func summary(ofColumn index: Int, in dataSet: DataSet) -> ColumnSummary? { nil }

    package func script(at path: String) -> SourceText? { nil }
}
