import Columnar
import Functions
import Syntax

extension Binder {
    /// `correlation(x, y)`: an aggregate over two operands.
    func bindCorrelation(_ node: SyntaxNode, _ level: Level) -> BoundExpression? {
        guard case .measure(let scope) = level else { return measureInRow(node.canonicalText, at: node.range) }
        let nodes = node.nodes
        guard nodes.count == 2 else {
            return fail(
                "argument-count", at: node.range,
                "`correlation` \(argumentCounts(2, 2, found: nodes.count)): `correlation(x, y)`",
                advice: "for example `\(AggregateFunction.correlation.example)`")
        }
        let operands = nodes.compactMap { operand in
            within(.argument("correlation")) { bind(operand, .row(scope.rows)) }.flatMap { number($0, operand) }
        }
        guard operands.count == 2 else { return nil }
        let pair = BoundExpression(.pair(operands[0], operands[1]), .point)
        let name = "correlation\(pair)" + (scope.condition.map { " if \($0)" } ?? "")
        return scope.reference(
            AggregateCall(
                function: .correlation, operand: pair, condition: scope.condition, type: .number, name: name,
                text: node.canonicalText + scope.conditionText,
                operandText: nodes.map(\.canonicalText).joined(separator: " or ")))
    }

    /// A numeric operand in double form: durations in milliseconds, a rate by its value.
    private func number(_ operand: BoundExpression, _ node: SyntaxNode) -> BoundExpression? {
        switch operand.type {
        case .number, .percent, .points, .meanDuration: return operand
        case .integer: return converted(operand, to: .number)
        case .duration: return converted(operand, to: .meanDuration)
        case .rate, .share: return converted(operand, to: .percent)
        default:
            return fail(
                "argument-type", at: node.range,
                "`correlation` takes a number or a duration here, found \(operand.type.description)",
                advice: operand.type == .boolean ? "`test (\(node.canonicalText))% by …` tests a condition" : nil)
        }
    }
}
