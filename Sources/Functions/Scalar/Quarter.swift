import Columnar

extension ScalarFunction {
    static let quarter = calendarPart(
        "quarter", summary: "The quarter of a time within its year, 1 … 4.", example: "group by quarter(opened)"
    ) { Int64((CivilDate(days: $0).month - 1) / 3 + 1) }
}
