import Columnar

extension ScalarFunction {
    static let day = calendarPart(
        "day", summary: "The day of a time within its month, 1 … 31.", example: "group by day(opened)"
    ) { Int64(CivilDate(days: $0).day) }
}
