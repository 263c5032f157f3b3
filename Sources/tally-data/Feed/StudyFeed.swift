import Columnar

/// The whole feed of the published study: its Customer Service cases are those of the example, and all other rows are
/// drawn so that the published figures of the whole come out to the row and to the day.
struct StudyFeed {
    /// Published: more than 600,000 rows, 57,220 open, a mean of 24d 01:33:06.9 to close. These are the least whole numbers
    /// that fit.
    static let rows = 606_061
    static let open = 57_220
    static let days = 13_207_674

    private static let secondsPerDay = 86_400
    /// The study counts 26 reasons and 3 sources; the catalogue of the feed has one and two more.
    private static let reasonsLeftOut: Set<String> = ["Customer Service", "Smoking"]
    private static let sources = ["Constituent Call", "311 Mobile App", "Code Proactive Calls"]

    private var random = RandomSource(seed: 606_061)
    private let end = FeedGenerator.reportEnd * StudyFeed.secondsPerDay

    /// - Throws: `OutputError` when the file cannot be written.
    func write(to writer: RowWriter) throws {
        let layout = SanAntonioLayout(
            withTimes: false, reportStart: FeedGenerator.reportEnd - 365, reportEnd: FeedGenerator.reportEnd)
        try writer.line(SanAntonioLayout.header)
        var copy = self
        for call in copy.calls() { try layout.write(call, to: writer) }
    }

    private mutating func calls() -> [ServiceCall] {
        var example = CustomerServiceExample(seed: 7_514)
        let published = example.calls()
        let options = FeedOptions(
            rows: StudyFeed.rows - published.count, seed: 1, withTimes: false, withDirt: false)
        var feed = FeedGenerator(options, without: StudyFeed.reasonsLeftOut)
        var others: [ServiceCall] = []
        others.reserveCapacity(options.rows)
        feed.generate { others.append($0) }
        for index in others.indices where !StudyFeed.sources.contains(others[index].source) {
            others[index].source = StudyFeed.sources[0]
        }
        close(&others, leavingOpen: StudyFeed.open - published.count { $0.closed == nil })
        stretch(&others, to: StudyFeed.days - published.reduce(0) { $0 + StudyFeed.days($1) })
        for index in others.indices {
            let closed = others[index].closed
            others[index].isOpen = closed == nil
            others[index].isLate = others[index].due.map { (closed ?? end) > $0 } ?? false
        }
        number(&others, avoiding: Set(published.map(\.caseID)))
        return (others + published).sorted { ($0.opened, $0.caseID, $0.type) < ($1.opened, $1.caseID, $1.type) }
    }

    private static func days(_ call: ServiceCall) -> Int {
        call.closed.map { ($0 - call.opened) / secondsPerDay } ?? 0
    }

    /// Closes cases, or leaves closed ones lying, until as many are open as were published.
    private mutating func close(_ calls: inout [ServiceCall], leavingOpen target: Int) {
        var open = calls.count { $0.closed == nil }
        while open != target {
            let index = random.below(calls.count)
            if open > target, calls[index].closed == nil {
                calls[index].closed = calls[index].opened
                open -= 1
            } else if open < target, calls[index].closed != nil {
                calls[index].closed = nil
                open += 1
            }
        }
    }

    /// Makes all closed cases take longer or shorter by one factor, and some of them by a few days more, so that the days
    /// add up to the published sum. None is closed after the report's end.
    private mutating func stretch(_ calls: inout [ServiceCall], to target: Int) {
        let factor = Double(target) / Double(calls.reduce(0) { $0 + StudyFeed.days($1) })
        var missing = target
        for index in calls.indices where calls[index].closed != nil {
            let room = (end - calls[index].opened) / StudyFeed.secondsPerDay
            let days = min(room, Int(Double(StudyFeed.days(calls[index])) * factor + 0.5))
            calls[index].closed = calls[index].opened + days * StudyFeed.secondsPerDay
            missing -= days
        }
        while missing != 0 {
            let index = random.below(calls.count)
            guard calls[index].closed != nil else { continue }
            let room = (end - calls[index].opened) / StudyFeed.secondsPerDay
            let days = StudyFeed.days(calls[index])
            let moved = min(max(days + min(max(missing, -10), 10), 0), room)
            calls[index].closed = calls[index].opened + moved * StudyFeed.secondsPerDay
            missing -= moved - days
        }
    }

    /// Numbers the cases by their day of opening, as the example's are; about one number in seventy stands on two rows.
    private mutating func number(_ calls: inout [ServiceCall], avoiding taken: Set<Int>) {
        let known = CustomerServiceExample.knownCase
        var last = 0
        for index in calls.indices {
            let first = known.id + (calls[index].opened / StudyFeed.secondsPerDay - known.day) * known.perDay
            if index > 0, last >= first, random.chance(0.014) {
                calls[index].caseID = last
                continue
            }
            last = max(first, last + 1 + random.below(5))
            while taken.contains(last) { last += 1 }
            calls[index].caseID = last
        }
    }
}
