import Columnar
import Syntax

/// The buckets of a filled time axis: from the first selected bucket, or the start of the period that `where` names, to
/// the data's end, or that period's end if it comes first. Rows without a time have a last bucket of their own.
struct ReferenceAxis {
    let buckets: [Value]

    init(_ groups: ReferenceGroups, _ dimension: Int, _ values: [Value]) throws {
        let found = values.compactMap { if case .period(let period) = $0 { period } else { nil } }
        guard case .period(let grain) = groups.dimensions[dimension].kind, let first = found.min(),
            let last = found.max()
        else {
            buckets = values.isEmpty ? [] : [.missing]
            return
        }
        let (start, end) = try ReferenceAxis.limits(groups)
        let low = min(first, start.map { Period(grain, containing: $0) } ?? first)
        let ends = [end, groups.input.asOf.map { $0.day + Milliseconds.day }].compactMap { $0 }
        let high = max(last, ends.min().map { Period(grain, containing: $0 - 1) } ?? last)
        var periods: [Value] = []
        var current = low
        while current <= high {
            periods.append(.period(current))
            current = current.advanced(by: 1)
        }
        buckets = periods + (found.count < values.count ? [.missing] : [])
    }

    /// The stretch that the conditions of `where` confine the axis to.
    private static func limits(_ groups: ReferenceGroups) throws -> (start: Int64?, end: Int64?) {
        let body = groups.stage.first(.overClause)?.first(.dimension)?.nodes.last
        let name = body?.text ?? groups.input.timeColumn.map { groups.input.columns[$0].name }
        let scope = ReferenceRowScope(
            script: groups.stage.script, table: groups.input, row: groups.input.columns.map { _ in .missing })
        let evaluator = ReferenceEvaluator(scope: scope)
        var (starts, ends): ([Int64], [Int64]) = ([], [])
        var open = groups.stage.all(.whereClause).map { $0.nodes[0] }
        func limit(_ op: String, _ node: SyntaxNode) throws {
            let value = try evaluator.value(node)
            guard let stretch = try evaluator.stretch(node, value) ?? value.exactInteger.map({ $0..<$0 + 1 }) else {
                return
            }
            switch op {
            case ">=": starts.append(stretch.lowerBound)
            case ">": starts.append(stretch.upperBound)
            case "<": ends.append(stretch.lowerBound)
            case "<=": ends.append(stretch.upperBound)
            case "=": (starts, ends) = (starts + [stretch.lowerBound], ends + [stretch.upperBound])
            default: break
            }
        }
        while let node = open.popLast() {
            if node.kind == .andExpression || node.kind == .parenthesized { open += node.nodes }
            guard let left = node.nodes.first, left.text == name else { continue }
            switch node.kind {
            case .comparison: try limit(node.tokens.first.map(node.text) ?? "", node.nodes[1])
            case .betweenExpression:
                try limit(">=", node.nodes[1])
                try limit("<=", node.nodes[2])
            case .membership where node.nodes[1].kind != .valueList && !node.has(.not):
                let stretch = try evaluator.period(node.nodes[1])
                (starts, ends) = (starts + [stretch.lowerBound], ends + [stretch.upperBound])
            default: break
            }
        }
        return (starts.max(), ends.min())
    }
}
