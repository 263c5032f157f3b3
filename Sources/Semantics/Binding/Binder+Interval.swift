import Columnar
import Diagnostics
import Functions
import Syntax

extension Binder {
    /// `with ci 95%`: limits for rates (Wilson 1927) and for medians and quantiles (exact, by order statistics).
    func bindIntervals(_ option: SyntaxNode, _ scope: MeasureScope) {
        // Where no level stands, the parser has asked for one.
        guard let token = option.token(TokenKind.percent) else { return }
        guard let percent = Double(option.text(token).dropLast()),
            percent > 0, percent < 100
        else {
            error("confidence-level", at: option.range, "a confidence level lies between 0% and 100%: `ci 95%`")
            return
        }
        let level = percent / 100
        var bounded = 0
        for (position, item) in scope.stage.items.enumerated() {
            guard let limits = limits(of: item, level, scope) else { continue }
            bounded += 1
            scope.update { $0.items[position].companions = [("low", limits.low), ("high", limits.high)] }
        }
        scope.update { $0.writesCounts = true }
        if bounded == 0 {
            warn(
                "no-interval", at: option.range,
                "no item of this query has a confidence interval: rates, medians and quantiles have")
        }
    }

    private func limits(
        of item: Item, _ level: Double, _ scope: MeasureScope
    ) -> (low: BoundExpression, high: BoundExpression)? {
        let measure = item.expression.unfilled
        guard case .column(.aggregate(let index, _)) = measure.kind else { return nil }
        let call = scope.stage.calls[index]
        let confidence = BoundExpression.constant(.number(level), type: .number)
        switch call.function.name {
        case "rate":
            func limit(_ function: ScalarFunction) -> BoundExpression {
                BoundExpression(.call(function, [measure, confidence]), .percent)
            }
            return (limit(.wilsonLow), limit(.wilsonHigh))
        case "median", "quantile":
            let fraction = call.function.name == "median" ? 0.5 : call.fraction
            func limit(_ isUpper: Bool) -> BoundExpression {
                let function = AggregateFunction.quantileLimit(level: level, isUpper: isUpper)
                return scope.reference(
                    AggregateCall(
                        function: function, operand: call.operand, condition: call.condition, fraction: fraction,
                        type: call.operand?.type ?? call.type,
                        name: "\(call.name) \(isUpper ? "high" : "low") \(level)",
                        text: call.text, operandText: call.operandText))
            }
            return (limit(false), limit(true))
        default: return nil
        }
    }
}
