import Columnar

/// Draws the dates of a case so that they agree with its year and with what became of it.
struct CaseDates {
    private let reportEnd: Int
    private let bulkDays: [Int]

    init() {
        let end = CasePlan.reportEnd
        reportEnd = CivilDate(year: end.year, month: end.month, day: end.day).days
        bulkDays = CasePlan.bulkClosings.map { CivilDate(year: $0.0, month: $0.1, day: $0.2).days }
    }

    /// Sets opened, due and closed. `serviceDays` is the time that the case's type allows; a due date on a weekend moves
    /// to Monday.
    func draw(_ item: inout PlannedCase, serviceDays: Int, _ random: inout RandomSource) {
        let first = CivilDate(year: item.year, month: item.year == 2019 ? 11 : 1, day: 1).days
        let last = min(CivilDate(year: item.year, month: 12, day: 31).days, reportEnd - 1)
        repeat {
            item.opened = random.within(first...last)
            item.due = CaseDates.onWorkday(item.opened + serviceDays)
        } while !suits(item, &random)
        switch item.outcome {
        case .openLate, .openInTime: item.closed = nil
        case .closedInTime: item.closed = item.opened + early(room: latestInTime(item) - item.opened, &random)
        case .closedLate: item.closed = late(&item, &random)
        }
        if item.lacksDueDate { item.due = nil }
    }

    /// The days on which the case may be closed without changing whether it is late.
    func closingDays(of item: PlannedCase) -> ClosedRange<Int> {
        guard let due = item.due else { return item.opened...reportEnd }
        return item.outcome == .closedLate ? (due + 1)...reportEnd : item.opened...min(due, reportEnd)
    }

    /// Another day of bulk closing for a case, the next later or earlier one.
    func bulkDay(after day: Int, later: Bool) -> Int? {
        later ? bulkDays.first { $0 > day } : bulkDays.last { $0 < day }
    }

    /// Whether the opening day fits the outcome. Weekends are kept only now and then: the call centre is quieter.
    private func suits(_ item: PlannedCase, _ random: inout RandomSource) -> Bool {
        if CivilDate.weekday(days: item.opened) >= 6, random.chance(item.isDockless ? 0.3 : 0.7) { return false }
        guard let due = item.due else { return true }
        switch item.outcome {
        case .openLate, .closedLate: return due < reportEnd
        case .openInTime: return item.lacksDueDate || due >= reportEnd
        case .closedInTime: return true
        }
    }

    private func latestInTime(_ item: PlannedCase) -> Int {
        min(item.due ?? reportEnd, reportEnd)
    }

    /// A number of days from 0 to `room`, most often few.
    private func early(room: Int, _ random: inout RandomSource) -> Int {
        let share = random.unit()
        return Int(share * share * Double(room + 1))
    }

    private func late(_ item: inout PlannedCase, _ random: inout RandomSource) -> Int {
        let range = closingDays(of: item)
        let room = Double(range.count)
        guard item.isDockless else {
            // Information waits for long, too, when it waits at all.
            return range.lowerBound + Int((0.31 + 0.69 * random.unit()) * (room - 1))
        }
        let bulk = random.pick(bulkDays)
        if random.chance(item.year < 2023 ? 0.91 : 0.45), range.contains(bulk) {
            item.isBulkClosed = true
            return bulk
        }
        let share = random.unit()
        return range.lowerBound + Int(share * share * room)
    }

    private static func onWorkday(_ day: Int) -> Int {
        let weekday = CivilDate.weekday(days: day)
        return weekday >= 6 ? day + 8 - weekday : day
    }
}
