import Columnar

extension ScalarFunction {
    static let weekdayNumber = calendarPart(
        "weekday_number", summary: "The day of the week of a time, 1 = Monday … 7 = Sunday (ISO 8601).",
        example: "where weekday_number(opened) >= 6"
    ) { Int64(CivilDate.weekday(days: $0)) }
}
