import Diagnostics
import Syntax

/// Views: queries with a name, read or refined by others.
extension Binder {
    /// A view with further clauses in its first stage. Where that refines another view, the clauses go on into that one.
    func bindView(
        _ view: SyntaxNode, _ reference: SyntaxNode, refinedBy own: ClauseSet, _ stage: SyntaxNode
    ) -> LogicalPlan? {
        let stages = view.nodes(.stage)
        guard let first = stages.first else { return nil }
        let merged = ClauseSet(refining: ClauseSet(first), by: own)
        refinement?.depth += 1
        if view.tree !== stage.tree { refinement?.otherTexts.append(view.range) }
        return withView(reference) {
            var plan: LogicalPlan?
            if let inner = first.first(.reference), let deeper = self.view(inner), !merged.has(.fromClause) {
                plan = self.bindView(deeper, inner, refinedBy: merged, stage)
            } else if let source = self.source(
                merged.first(.fromClause)?.first(.reference) ?? first.first(.reference), at: reference.range)
            {
                plan = self.bindStage(merged, source, at: stage.range)
            }
            for later in stages.dropFirst() {
                guard let input = plan else { return nil }
                plan = self.bindStage(ClauseSet(later), input, at: later.range)
            }
            return plan
        }
    }

    func view(_ reference: SyntaxNode) -> SyntaxNode? {
        guard reference.firstToken.kind != .text else { return nil }
        let name = reference.unquoted(reference.firstToken)
        let definition =
            environment.definition(name)
            ?? environment.dataSets.first?.definition(name)
        if case .view(let query)? = definition?.meaning { return query }
        return nil
    }

    func withView<Bound>(_ reference: SyntaxNode, _ body: () -> Bound?) -> Bound? {
        let name = reference.unquoted(reference.firstToken)
        if openDefinitions.contains(where: { nameKey($0.name) == nameKey(name) }) {
            return fail("circular-definition", at: reference.range, "the view `\(name)` is defined by itself")
        }
        openDefinitions.append(OpenDefinition(name: name, useSite: reference.range, arguments: [:], isView: true))
        defer { openDefinitions.removeLast() }
        return body()
    }
}
