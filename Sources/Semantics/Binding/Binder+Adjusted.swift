import Columnar
import Diagnostics
import Functions
import Syntax

extension Binder {
    /// `late% adjusted for type`: direct standardisation of a rate to all selected rows, by one dimension.
    func bindAdjusted(_ node: SyntaxNode, _ scope: MeasureScope) -> BoundExpression? {
        let nodes = node.nodes
        guard nodes.count == 2 else { return nil }
        guard nodes[0].kind == .rate, let operandNode = nodes[0].nodes.first else {
            return fail(
                "adjusted-measure", at: nodes[0].range,
                "only a rate such as `late%` can be adjusted, found `\(nodes[0].canonicalText)`")
        }
        guard let condition = bindCondition(operandNode, .row(scope.rows)),
            let stratum = bind(nodes[1], .row(scope.rows))
        else { return nil }
        guard stratum.type == .text || stratum.type == .boolean || stratum.type == .integer else {
            return fail(
                "adjusted-dimension", at: nodes[1].range,
                "a rate is adjusted for a category, found \(stratum.type.description)")
        }
        func number(_ value: Int64) -> BoundExpression { .constant(.integer(value), type: .integer) }
        let flag = BoundExpression(
            .conditional(
                [
                    (condition.isMissing, .constant(.missing, type: .integer)),
                    (condition, number(1)),
                ], otherwise: number(0)), .integer)
        let code = BoundExpression(
            .arithmetic(.multiply, BoundExpression(.code(stratum), .integer), number(4)), .integer)
        let operand = BoundExpression(.arithmetic(.add, code, flag), .integer)
        let name = "\(condition)% adjusted for \(stratum)" + (scope.condition.map { " if \($0)" } ?? "")
        return scope.reference(
            AggregateCall(
                function: .adjustedRate, operand: operand, condition: scope.condition, type: .percent, name: name,
                text: node.canonicalText,
                operandText: "\(operandNode.canonicalText) or \(nodes[1].canonicalText)"))
    }
}
