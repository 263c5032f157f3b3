import Columnar

extension ScalarFunction {
    static let month = calendarPart(
        "month", summary: "The month of a time within its year, 1 … 12.", example: "group by month(opened)"
    ) { Int64(CivilDate(days: $0).month) }
}
