/// Moves the closing days of late cases until the durations add up to the published sum.
struct DurationBalance {
    var dates: CaseDates

    /// Works on the cases that `belongs` selects. Cases of a bulk closing move to another bulk day while the distance is
    /// large; the rest is made up by cases that were closed on their own.
    func balance(
        _ cases: inout [PlannedCase], to target: Int, _ random: inout RandomSource, where belongs: (PlannedCase) -> Bool
    ) {
        let members = cases.indices.filter { belongs(cases[$0]) && cases[$0].closed != nil }
        var missing = target - members.reduce(0) { $0 + DurationBalance.days(cases[$1]) }
        let bulk = members.filter { cases[$0].isBulkClosed }
        var attempts = 0
        while abs(missing) > 100, !bulk.isEmpty, attempts < 100_000 {
            attempts += 1
            let index = random.pick(bulk)
            guard let closed = cases[index].closed,
                let other = dates.bulkDay(after: closed, later: missing > 0),
                dates.closingDays(of: cases[index]).contains(other)
            else { continue }
            cases[index].closed = other
            missing -= other - closed
        }
        let single = members.filter { !cases[$0].isBulkClosed && cases[$0].outcome == .closedLate }
        while missing != 0, !single.isEmpty, attempts < 10_000_000 {
            attempts += 1
            let index = random.pick(single)
            guard let closed = cases[index].closed else { continue }
            let range = dates.closingDays(of: cases[index])
            let step = min(max(missing, -30), 30)
            let moved = min(max(closed + step, range.lowerBound), range.upperBound)
            cases[index].closed = moved
            missing -= moved - closed
        }
    }

    private static func days(_ item: PlannedCase) -> Int {
        (item.closed ?? item.opened) - item.opened
    }
}
