extension ScalarFunction {
    /// All scalar functions, in the order of the reference. A new one is a new file and a line here.
    package static let all: [ScalarFunction] = [
        .year, .quarter, .month, .week, .day, .hour, .minute,
        .date, .weekday, .monthName, .weekdayNumber, .businessTime,
        .days, .hours,
        .bucket,
        .abs, .round, .floor, .ceil, .log, .exp, .sqrt,
        .lower, .upper, .trim, .length, .replace, .split, .before, .after,
    ]

    /// The function of a name in any capitalization.
    package static func named(_ name: String) -> ScalarFunction? {
        let name = name.lowercased()
        return all.firstIndex { $0.name == name }.map { all[$0] }
    }
}
