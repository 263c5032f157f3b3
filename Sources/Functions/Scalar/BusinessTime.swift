import Columnar

extension ScalarFunction {
    package static let businessTime = ScalarFunction(
        "business_time", [Parameter("time", .time), Parameter("holiday", .time, isOptional: true, repeats: true)],
        result: { _ in .duration },
        summary: """
            The business time from 1970 up to a time: Saturdays, Sundays and holidays do not count, every other day \
            counts 24 hours. The difference of two is the business time between them.
            """,
        example: "show median (business_time(closed) - business_time(opened))",
        kernel: { context in
            let holidays = context.constants.dropFirst().compactMap { $0?.integer }
            guard holidays.count == context.constants.count - 1 else { return nil }
            let calendar = BusinessCalendar(holidays: holidays)
            let bounds = (context.bounds.first ?? nil).map {
                calendar.elapsed(at: $0.lowerBound)...calendar.elapsed(at: $0.upperBound)
            }
            return .integers(bounds: bounds) { input, output, count in
                for row in 0..<count {
                    output[row] =
                        input[row] == Missing.integer ? Missing.integer : calendar.elapsed(at: input[row])
                }
            }
        },
        evaluate: { arguments in
            guard let time = arguments[0].integer else { return .missing }
            return .duration(BusinessCalendar(holidays: arguments.dropFirst().compactMap(\.integer)).elapsed(at: time))
        })
}

/// The days on which a city works: Monday to Friday but for its holidays.
private struct BusinessCalendar: Sendable {
    /// The holidays that fall on a weekday, as days since 1970, ascending and each once.
    private let holidays: [Int]

    init(holidays: [Int64]) {
        self.holidays = Set(holidays.map { Milliseconds.dayIndex($0) }).filter { CivilDate.weekday(days: $0) <= 5 }
            .sorted()
    }

    /// The milliseconds of business days from 1970 up to an instant; negative before 1970.
    func elapsed(at time: Int64) -> Int64 {
        let day = Milliseconds.dayIndex(time)
        // Weeks begin on Monday, and day 0 was a Thursday.
        let week = Int(Milliseconds.floorDivide(Int64(day + 3), 7))
        let weekday = day + 3 - 7 * week
        let passed = position(of: day)
        let isHoliday = passed < holidays.count && holidays[passed] == day
        let epochWeekdays = 3
        let epochHolidays = position(of: 0)
        let whole = 5 * week + min(weekday, 5) - epochWeekdays - (passed - epochHolidays)
        let today = weekday < 5 && !isHoliday ? Milliseconds.sinceMidnight(time) : 0
        return Int64(whole) * Milliseconds.day + today
    }

    /// How many holidays lie before a day.
    private func position(of day: Int) -> Int {
        holidays.indices.partition { holidays[$0] < day }
    }
}
