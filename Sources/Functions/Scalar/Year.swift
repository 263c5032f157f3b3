import Columnar

extension ScalarFunction {
    static let year = calendarPart(
        "year", summary: "The year of a time, as a number.", example: "group by year(opened)"
    ) {
        Int64(CivilDate(days: $0).year)
    }
}
