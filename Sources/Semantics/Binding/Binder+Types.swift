import Columnar
import Diagnostics
import Functions

/// What types expressions have in common, and how one becomes another.
extension Binder {
    /// The type that several expressions have in common; constants that are missing fit all.
    func commonType(_ parts: [(expression: BoundExpression, range: SourceRange)]) -> DataType? {
        var common: DataType?
        for (expression, range) in parts {
            if expression.constantValue == .missing { continue }
            guard let current = common else {
                common = expression.type
                continue
            }
            guard let joined = join(current, expression.type) else {
                return fail(
                    "mixed-types", at: range,
                    "\(current.description) and \(expression.type.description) do not mix here")
            }
            common = joined
        }
        return common ?? .boolean
    }

    func join(_ left: DataType, _ right: DataType) -> DataType? {
        if left == right { return left }
        if left.isTemporal, right.isTemporal { return .time }
        if left.isDuration, right.isDuration { return .meanDuration }
        if left.isFraction, right.isFraction { return .percent }
        let numbers: Set<DataType> = [.integer, .number, .percent, .points, .rate, .share]
        if numbers.contains(left), numbers.contains(right) { return .number }
        return nil
    }

    /// The expression in another type of the same family; constants are converted here and now.
    func converted(_ expression: BoundExpression, to type: DataType) -> BoundExpression {
        if expression.type == type { return expression }
        if let value = expression.constantValue {
            switch (value, type) {
            case (.missing, _): return .constant(.missing, type: type)
            case (.integer(let number), .number): return .constant(.number(Double(number)), type: type)
            case (.integer(let number), .percent): return .constant(.percent(Double(number)), type: type)
            case (.number(let number), .percent): return .constant(.percent(number), type: type)
            case (.percent(let number), .number): return .constant(.number(number), type: type)
            case (.duration(let length), .meanDuration): return .constant(.meanDuration(Double(length)), type: type)
            case (.date(let time), .time): return .constant(.time(time), type: type)
            default: break
            }
        }
        return BoundExpression(.convert(expression), type)
    }

    /// The first instant of a bucket of the calendar, where a time is wanted.
    func start(of period: BoundExpression) -> BoundExpression {
        period.constantValue == nil ? BoundExpression(.call(.periodStart, [period]), .time) : moment(period)
    }
}
