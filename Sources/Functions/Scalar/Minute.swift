import Columnar

extension ScalarFunction {
    static let minute = ScalarFunction(
        "minute", [Parameter("time", .time)], result: { _ in .integer },
        summary: "The minute of a time within its hour, 0 … 59.", example: "group by minute(opened)",
        kernel: { _ in CalendarKernel.clock(bounds: 0...59, unit: Milliseconds.minute, modulus: 60) },
        evaluate: { arguments in
            guard let time = arguments[0].integer else { return .missing }
            return .integer(Milliseconds.sinceMidnight(time) / Milliseconds.minute % 60)
        })
}
