import Syntax

/// The conditions of all `where` clauses of a stage, of `having`, of `m if …` or of a rate: each with its place.
struct Conjunction {
    struct Part {
        let node: SyntaxNode
        let expression: BoundExpression
    }

    let parts: [Part]
    let level: Level
    /// The rows that the conditions of a first stage's `where` choose from; nil elsewhere.
    var input: LogicalPlan?

    /// Takes conditions that are joined by `and` apart.
    static func parts(of node: SyntaxNode, _ expression: BoundExpression) -> [Part] {
        let nodes = node.nodes
        if node.kind == .parenthesized, let inner = nodes.first { return parts(of: inner, expression) }
        guard node.kind == .andExpression, case .and(let expressions) = expression.kind,
            expressions.count == nodes.count
        else { return [Part(node: node, expression: expression)] }
        return zip(nodes, expressions).flatMap { parts(of: $0, $1) }
    }
}
