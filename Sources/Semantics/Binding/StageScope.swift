package import Columnar
package import Diagnostics
package import Syntax

/// What the expressions of one stage see, for those who look at a text that is still being written.
///
/// Binding a piece of a text reports nothing here: what has a mistake has no meaning.
package struct StageScope {
    private let environment: Environment
    private let rows: RowScope
    /// The columns that the stage reads.
    package var fields: [Field] { rows.fields }
    /// The data set that the stage reads; nil behind `|`.
    package var dataSet: DataSet? { rows.dataSet }
    /// The columns of other tables that `lookup` brings, with their types.
    package var lookups: [(name: String, type: DataType)] {
        rows.lookups.map { ($0.key, $0.value.type) }.sorted { $0.0 < $1.0 }
    }

    init(_ environment: Environment, _ rows: RowScope) {
        self.environment = environment
        self.rows = rows
    }

    /// The meaning of an expression over the stage's rows; nil when it has a mistake, or is a measure.
    package func bind(_ node: SyntaxNode) -> BoundExpression? {
        let binder = Binder(environment)
        let bound = binder.bind(node, .row(rows))
        return binder.diagnostics.hasErrors ? nil : bound
    }

    /// The meaning of a condition over the stage's rows; nil when it has a mistake.
    package func bindCondition(_ node: SyntaxNode) -> BoundExpression? {
        let binder = Binder(environment)
        let bound = binder.bindCondition(node, .row(rows))
        return binder.diagnostics.hasErrors ? nil : bound
    }

    /// What is wrong with an expression over the stage's rows.
    package func diagnostics(_ node: SyntaxNode) -> [Diagnostic] {
        let binder = Binder(environment)
        _ = binder.bind(node, .row(rows))
        return binder.diagnostics
    }

    /// The type of a column or definition by its name.
    package func type(named name: String) -> DataType? {
        let source = SourceText("show `\(name.replacingBackQuotes)`", name: "name")
        let item = Parser.parse(source).root.nodes.first?.first(.query)?.first(.stage)?.first(.showClause)?.first(.item)
        return item?.nodes.last.flatMap(bind)?.type
    }
}

extension Binder {
    /// What a stage of a query sees; nil where what it reads is unknown or has a mistake.
    package static func scope(
        ofStage index: Int, in query: SyntaxNode, _ environment: Environment
    ) -> StageScope? {
        let binder = Binder(environment)
        let stages = query.nodes(.stage)
        guard let plan = index == 0 ? binder.sourceOfFirstStage(query) : binder.bindQuery(query, stages: index) else {
            return nil
        }
        var dataSet: DataSet?
        if case .scan(let scanned) = plan { dataSet = scanned }
        var rows = RowScope(fields: plan.fields, dataSet: dataSet)
        if stages.indices.contains(index) {
            for lookup in stages[index].nodes(.lookupClause) { _ = binder.bindLookup(lookup, into: &rows) }
        }
        return StageScope(environment, rows)
    }

    /// What definitions over rows see: the data that queries read by default.
    package static func scope(_ environment: Environment) -> StageScope? {
        environment.dataSets.first.map {
            StageScope(environment, RowScope(fields: $0.fields, dataSet: $0))
        }
    }

    private func sourceOfFirstStage(_ query: SyntaxNode) -> LogicalPlan? {
        guard let stage = query.first(.stage) else {
            return source(nil, at: query.range)
        }
        let leading = leadingSource(stage)
        if let leading, let view = view(leading), let first = view.first(.stage) {
            let inner = stage.first(.fromClause) ?? first.first(.fromClause)
            return source(inner?.first(.reference) ?? first.first(.reference), at: stage.range)
        }
        let reference = stage.first(.fromClause)?.first(.reference) ?? leading
        return source(reference, at: stage.range)
    }
}

extension String {
    fileprivate var replacingBackQuotes: String {
        split(separator: "`", omittingEmptySubsequences: false).joined(separator: "``")
    }
}
