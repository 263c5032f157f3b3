import Columnar
import Syntax

/// What the and-ed conditions of `where` say about a time: the stretch that they confine it to.
struct ReferenceLimits {
    private(set) var start: Int64?
    private(set) var end: Int64?
    /// The conditions that say something about the time and nothing else, and all others.
    private(set) var timed: [SyntaxNode] = []
    private(set) var others: [SyntaxNode] = []

    /// - Parameter name: what the time is called; nil confines nothing.
    init(_ conditions: [SyntaxNode], name: String?, _ evaluator: ReferenceEvaluator) throws {
        var open = Array(conditions.reversed())
        while let node = open.popLast() {
            if node.kind == .andExpression || node.kind == .parenthesized {
                open += node.nodes.reversed()
            } else if let name, let left = node.nodes.first, left.text == name, try confine(node, evaluator) {
                timed.append(node)
            } else {
                others.append(node)
            }
        }
    }

    private mutating func confine(_ node: SyntaxNode, _ evaluator: ReferenceEvaluator) throws -> Bool {
        switch node.kind {
        case .comparison: return try limit(node.tokens.first.map(node.text) ?? "", node.nodes[1], evaluator)
        case .betweenExpression:
            let isLower = try limit(">=", node.nodes[1], evaluator)
            return try limit("<=", node.nodes[2], evaluator) && isLower
        case .membership where node.nodes[1].kind != .valueList && !node.has(.not):
            let stretch = try evaluator.period(node.nodes[1])
            begin(stretch.lowerBound)
            finish(stretch.upperBound)
            return true
        default: return false
        }
    }

    private mutating func limit(_ op: String, _ node: SyntaxNode, _ evaluator: ReferenceEvaluator) throws -> Bool {
        let value = try evaluator.value(node)
        guard let stretch = try evaluator.stretch(node, value) ?? value.exactInteger.map({ $0..<$0 + 1 }) else {
            return false
        }
        switch op {
        case ">=": begin(stretch.lowerBound)
        case ">": begin(stretch.upperBound)
        case "<": finish(stretch.lowerBound)
        case "<=": finish(stretch.upperBound)
        case "=":
            begin(stretch.lowerBound)
            finish(stretch.upperBound)
        default: return false
        }
        return true
    }

    mutating func confine(to stretch: Range<Int64>) {
        begin(stretch.lowerBound)
        finish(stretch.upperBound)
    }

    private mutating func begin(_ instant: Int64) { start = max(start ?? instant, instant) }
    private mutating func finish(_ instant: Int64) { end = min(end ?? instant, instant) }
}
