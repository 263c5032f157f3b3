import Columnar

extension ScalarFunction {
    static let week = calendarPart(
        "week", summary: "The ISO 8601 week of a time, 1 … 53: weeks start on Monday.", example: "group by week(opened)"
    ) { Int64(CivilDate.isoWeek(days: $0).week) }
}
