import Diagnostics
import Planning
import Semantics
import Syntax
import TabularIO

/// From a script's text to statements that can run.
extension Session {
    /// Checks and plans every statement of a script on the data that is there, or is loaded now.
    func plan(_ text: String, name: String) throws(EngineError) -> PreparedScript {
        if let failure = parameters.failure { throw failure }
        let source = SourceText(text, name: name)
        let (tree, parse) = Timing.measure { Parser.parse(source) }
        var found = tree.diagnostics
        readProfiles(of: tree)
        // A mistake of spelling does not hide a wrong name: what could be parsed is bound all the same.
        if found.hasErrors { do { try loadPending() } catch { throw .query(found, source) } }
        noteParameters(in: tree)
        var statements: [Statement] = []
        defer { if isCancelled() { remains?.add(statements) } }
        for node in tree.root.nodes where node.kind != .unexpected {
            let prepared = try prepare(node, parse: parse, findings: &found, in: source)
            if let prepared { statements.append(prepared) }
        }
        try reading { () throws(LoadError) in try tables.checkDamage() }
        if !found.hasErrors { found += Binder.inspect(tree, in: environment) }
        found = found.map { Binder.answerable($0, in: environment) }
        // In the order of the text, whoever found them.
        found.sort { ($0.range.start, $0.range.end) < ($1.range.start, $1.range.end) }
        if found.hasErrors { throw .query(found, source) }
        return PreparedScript(source: source, statements: statements, warnings: found)
    }

    private func prepare(
        _ node: SyntaxNode, parse: Double, findings: inout [Diagnostic], in source: SourceText
    ) throws(EngineError) -> Statement? {
        func statement(_ action: Statement.Action, plan: Double = 0, checks: [ResultCheck] = []) -> Statement {
            var timing = Timing()
            (timing.parse, timing.plan) = (parse, plan)
            let file = node.kind == .saveStatement ? node : node.first(.query)?.nodes.last?.first(.intoClause)
            return Statement(
                action: action, checks: checks, range: node.range, text: node.text,
                destination: file?.token(.text)?.range, timing: timing)
        }
        switch node.kind {
        case .queryStatement, .explainStatement:
            guard let query = node.first(.query) else { return nil }
            try loadPending()
            let ((bound, physical), milliseconds) = try Timing.measure { () throws(EngineError) in
                let bound = try bind(query)
                return (bound, bound.plan.map(physicalPlan))
            }
            if isCancelled() { throw .cancelled }
            findings += bound.diagnostics
            guard let logical = bound.plan, let physical else { return nil }
            guard node.kind == .explainStatement else {
                return statement(.query(physical, logical.dataSet), plan: milliseconds, checks: bound.checks)
            }
            return statement(explanation(of: query, logical, bound.definitions), plan: milliseconds)
        case .expectStatement:
            try loadPending()
            let (bound, milliseconds) = Timing.measure { Binder.bindExpectation(node, in: environment) }
            findings += bound.diagnostics
            guard let logical = bound.plan else { return nil }
            return statement(.expect(physicalPlan(logical), logical.dataSet), plan: milliseconds)
        case .saveStatement: return try prepareSave(node, &findings).map { statement($0) }
        case .useStatement:
            if let token = node.token(.text) {
                try use(node.unquoted(token), at: node.range, findings: &findings, in: source)
            }
        case .paramStatement:
            let (value, diagnostics) = Binder.constant(node, environment)
            findings += diagnostics
            let name = ProfileReader.name(of: node)
            if let value, environment.overrides[nameKey(name)] == nil {
                environment.define(Definition(name: name, meaning: .param(value)))
            }
        case .setStatement:
            let (value, diagnostics) = Binder.option(node, environment)
            findings += diagnostics
            if let value { try set(nameKey(ProfileReader.name(of: node)), to: value, at: node, &findings) }
        case .datasetStatement: break
        default:
            if let definition = ProfileReader.definition(node) { environment.define(definition) }
        }
        return nil
    }

    /// A measure is taken apart over the rows; of anything else the plan is told.
    private func explanation(
        of query: SyntaxNode, _ plan: LogicalPlan, _ definitions: [Binder.UsedDefinition]
    ) -> Statement.Action {
        guard Binder.isMeasure(query, in: environment), let account = MeasureAccount(plan, definitions) else {
            return .explain(Explanation.text(plan, definitions, width: textWidth))
        }
        let names = DefinedNames(in: query, environment, plan.dataSet)
        let explanation = MeasureExplanation(
            text: query.canonicalText, account: account, plan: physicalPlan(account.plan), names: names.lines,
            width: textWidth)
        return .explainMeasure(explanation, plan.dataSet)
    }

    private func physicalPlan(_ logical: LogicalPlan) -> PhysicalPlan {
        PhysicalPlanner.plan(optimizesPlans ? Optimizer.optimize(logical) : logical)
    }
}
