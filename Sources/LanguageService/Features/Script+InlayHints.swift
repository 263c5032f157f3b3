import Columnar
package import Diagnostics
import Semantics
import Syntax

/// A few words that an editor shows inside the text without being part of it.
package struct InlayHint: Sendable, Hashable {
    package enum Kind: Sendable { case type, denominator }

    package let offset: Int
    package let text: String
    package let kind: Kind
}

extension Script {
    /// The types of definitions, behind their names, and the number of rows that each rate is a share of.
    package func inlayHints(in range: SourceRange) -> [InlayHint] {
        var environment = catalog.environment
        var hints: [InlayHint] = []
        for statement in statements {
            if statement.range.start <= range.end, range.start <= statement.range.end {
                hints += self.hints(statement, environment)
            }
            apply(statement, to: &environment)
        }
        return hints.sorted { $0.offset < $1.offset }
    }

    private func hints(_ statement: SyntaxNode, _ environment: Environment) -> [InlayHint] {
        if statement.kind == .defineStatement, statement.first(.parameterList) == nil, let body = statement.nodes.last,
            let type = Binder.scope(environment)?.bind(body)?.type,
            let equal = statement.token(.equal), let name = tree.token(before: equal.start)
        {
            return [InlayHint(offset: name.end, text: ": \(type.description)", kind: .type)]
        }
        var hints: [InlayHint] = []
        var queries: [SyntaxNode] = []
        statement.walk { if $0.kind == .query { queries.append($0) } }
        for query in queries {
            guard let stage = query.first(.stage), let scope = Binder.scope(ofStage: 0, in: query, environment),
                let dataSet = scope.dataSet, stage.first(.dedupeClause) == nil, stage.first(.compareClause) == nil,
                stage.first(.asOfClause) == nil
            else { continue }
            let nodes = stage.nodes(.whereClause).flatMap(\.nodes)
            let conditions = nodes.compactMap(scope.bindCondition)
            guard conditions.count == nodes.count else { continue }
            for item in stage.nodes(.showClause).flatMap({ $0.nodes(.item) }) {
                guard let rate = item.nodes.last, rate.kind == .rate, let operand = rate.nodes.first,
                    let condition = scope.bindCondition(operand),
                    let counts = catalog.valueCounts(of: condition, in: dataSet, where: conditions)
                else { continue }
                let known = counts.counts.indices.reduce(0) { sum, group in
                    sum + (counts.values[group] == .missing ? 0 : counts.counts[group])
                }
                hints.append(InlayHint(offset: rate.range.end, text: " of \(grouped(known))", kind: .denominator))
            }
        }
        return hints
    }
}
