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

    private static let byName: [String: ScalarFunction] = Dictionary(
        uniqueKeysWithValues: all.map { ($0.name, $0) })

    /// The function of a name in any capitalization.
    package static func named(_ name: String) -> ScalarFunction? { byName[name.lowercased()] }
}
