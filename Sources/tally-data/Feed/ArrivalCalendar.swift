import Columnar

/// How many requests arrive on each day: more on workdays, more in summer, slowly growing over the years, with noise.
struct ArrivalCalendar {
    /// Days since 1970-01-01.
    let firstDay: Int
    /// The requests of each day from the first on; they add up to the rows that were asked for.
    let counts: [Int]

    init(firstDay: Int, lastDay: Int, rows: Int, _ random: inout RandomSource) {
        self.firstDay = firstDay
        let weights = (firstDay...lastDay).map { day in
            let week = [1.32, 1.22, 1.16, 1.12, 1.08, 0.62, 0.48][CivilDate.weekday(days: day) - 1]
            let growth = 1 + 0.06 * Double(day - firstDay) / 365
            let noise = random.logNormal(median: 1, spread: 0.09)
            return week * growth * (1 + 0.16 * ArrivalCalendar.summer(day)) * noise
        }
        let sum = weights.reduce(0, +)
        var reached = 0.0
        var given = 0
        counts = weights.map { weight in
            reached += weight
            let upTo = Int(reached / sum * Double(rows) + 0.5)
            defer { given = upTo }
            return upTo - given
        }
    }

    /// 1 in the middle of July, −1 in the middle of January, straight lines between.
    static func summer(_ day: Int) -> Double {
        let date = CivilDate(days: day)
        let fromJuly = abs(day - CivilDate(year: date.year, month: 7, day: 15).days)
        return 1 - Double(min(fromJuly, 365 - fromJuly)) / 91.25
    }
}
