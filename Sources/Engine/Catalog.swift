import Columnar
package import Diagnostics
import Execution
package import LanguageService
package import Semantics
import TabularIO

/// What a session had loaded and defined at one moment, as the language service sees it: a value that any thread may
/// ask while the session goes on.
package struct Catalog: CatalogSource {
    package let environment: Environment
    let options: ExecutionOptions

    init(_ environment: Environment, _ options: ExecutionOptions) {
        self.environment = environment
        self.options = options
    }

    package func valueCounts(
        of expression: BoundExpression, in dataSet: DataSet, where conditions: [BoundExpression]
    ) -> ValueCounts? {
        let counted = try? Executor(options).valueCounts(of: expression, in: dataSet, where: conditions)
        return counted.map { ValueCounts(values: $0.values, counts: $0.counts) }
    }

    package func summary(ofColumn index: Int, in dataSet: DataSet) -> ColumnSummary? {
        guard dataSet.table.columns.indices.contains(index) else { return nil }
        let column = ColumnDescription(dataSet.table.columns[index])
        return ColumnSummary(
            missing: column.missing, distinct: column.distinct, range: column.range, top: column.top,
            shape: column.shape)
    }

    package func script(at path: String) -> SourceText? {
        (try? InputSource.file(path).text()).map { SourceText($0, name: path) }
    }
}

extension Session {
    /// What is loaded and defined now. Data that has been named but not read is not in it: see `loadPending`.
    package var catalog: Catalog { Catalog(environment, execution) }

    /// What big files that have been named look like before they are read: their columns, and no row. Nil for others, which
    /// are there at once. Nothing in it has a value: it is good for names and types only.
    package var preview: Catalog? {
        guard let outline = loader().outline(pending, atLeast: smallestPartialLoad) else { return nil }
        var environment = environment
        environment.dataSets.insert(outline, at: 0)
        return Catalog(environment, execution)
    }
}
