import Columnar

extension ScalarFunction {
    private static let weekdays = TextDictionary(
        ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], order: .declared)

    static let weekday = ScalarFunction(
        "weekday", [Parameter("time", .time)], result: { _ in .text },
        summary: "The day of the week of a time, Mon … Sun, in the order of the week.",
        example: "group by weekday(opened)",
        timePart: .day,
        kernel: { CalendarKernel.names(weekdays, $0) { Int64(CivilDate.weekday(days: $0)) } },
        evaluate: { arguments in
            guard let time = arguments[0].integer else { return .missing }
            let number = CivilDate.weekday(days: Milliseconds.dayIndex(time))
            return weekdays.text(UInt32(number)).map(Value.text) ?? .missing
        })
}
