import Columnar

extension ScalarFunction {
    static let hour = ScalarFunction(
        "hour", [Parameter("time", .time)], result: { _ in .integer },
        summary: "The hour of a time, 0 … 23; 0 for all rows of a column without times of day.",
        example: "group by weekday(opened) across hour(opened)",
        timePart: .hour,
        kernel: { _ in CalendarKernel.clock(bounds: 0...23, unit: Milliseconds.hour, modulus: 24) },
        evaluate: { arguments in
            guard let time = arguments[0].integer else { return .missing }
            return .integer(Milliseconds.sinceMidnight(time) / Milliseconds.hour)
        })
}
