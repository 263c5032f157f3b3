import Columnar

extension ScalarFunction {
    static let abs = ScalarFunction(
        "abs", [Parameter("x", .quantity)], result: { $0[0].isFraction ? .percent : $0[0] },
        summary: "The size of a number or duration without its sign.",
        example: "group by department show abs(median overdue)"
    ) { arguments in
        switch arguments[0] {
        case .integer(let value): value == .min ? .missing : .integer(Swift.abs(value))
        case .duration(let value): .duration(Swift.abs(value))
        case .meanDuration(let value): .meanDuration(Swift.abs(value))
        case .number(let value): .number(Swift.abs(value))
        default: arguments[0].double.map { .percent(Swift.abs($0)) } ?? .missing
        }
    }
}
