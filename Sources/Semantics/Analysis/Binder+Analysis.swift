package import Diagnostics
package import Syntax

/// How binding and analyzers meet.
extension Binder {
    func inspect(_ expression: BoundExpression, at node: SyntaxNode, _ level: Level) {
        for analyzer in Analyzers.all { analyzer.inspect(expression, at: node, level, self) }
    }

    /// The conditions of all `where` clauses, which must hold together.
    /// - Parameter input: the rows that they choose from, when it is data.
    func bindWhere(_ clauses: ClauseSet, _ rows: RowScope, choosingFrom input: LogicalPlan?) -> [BoundExpression] {
        var parts: [Conjunction.Part] = []
        let conditions = clauses.all(.whereClause).flatMap(\.nodes).compactMap { node in
            let condition = bindCondition(node, .row(rows))
            if let condition { parts += Conjunction.parts(of: node, condition) }
            return condition
        }
        inspect(conditions: parts, .row(rows), choosingFrom: input)
        return conditions
    }

    /// A condition that is complete, or several that must hold together.
    func inspect(conditions: [Conjunction.Part], _ level: Level, choosingFrom input: LogicalPlan? = nil) {
        guard !conditions.isEmpty else { return }
        let conjunction = Conjunction(parts: conditions, level: level, input: input)
        for analyzer in Analyzers.all { analyzer.inspect(conjunction, self) }
    }

    func inspect(_ stage: GroupedStage, _ clauses: ClauseSet) {
        for analyzer in Analyzers.all { analyzer.inspect(stage, clauses, self) }
    }

    /// What there is to say about a text as a whole, behind all that its statements have set up.
    package static func inspect(_ tree: SyntaxTree, in environment: Environment) -> [Diagnostic] {
        let binder = Binder(environment)
        let contents = ScriptContents(tree)
        for analyzer in Analyzers.all { analyzer.inspect(contents, binder) }
        return binder.diagnostics
    }

    /// Registers what an analyzer is to look at when the result is there.
    func afterwards(_ analyzer: some Analyzer, _ find: @escaping @Sendable (ResultFacts) -> Diagnostic?) {
        if !environment.isOff(analyzer.id) { resultChecks.append(ResultCheck(find: find)) }
    }

    /// Where a finding about a range is shown: inside a definition, where the query uses it. Fix-its are for the own text.
    func site(of range: SourceRange) -> (range: SourceRange, isOwn: Bool) {
        openDefinitions.first.flatMap { isRefining(range) ? nil : ($0.useSite, false) } ?? (range, true)
    }
}
