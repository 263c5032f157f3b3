import Columnar

extension ScalarFunction {
    private static let months = TextDictionary(
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"], order: .declared)

    static let monthName = ScalarFunction(
        "month_name", [Parameter("time", .time)], result: { _ in .text },
        summary: "The month of a time, Jan … Dec, in the order of the year.",
        example: "group by month_name(opened)",
        timePart: .day,
        kernel: { CalendarKernel.names(months, $0) { Int64(CivilDate(days: $0).month) } },
        evaluate: { arguments in
            guard let time = arguments[0].integer else { return .missing }
            let number = CivilDate(days: Milliseconds.dayIndex(time)).month
            return months.text(UInt32(number)).map(Value.text) ?? .missing
        })
}
