import Columnar

/// Writes a feed in San Antonio's layout, row by row, in the order of opening.
struct FeedGenerator {
    private static let secondsPerDay = 86_400
    private static let firstDay = CivilDate(year: 2017, month: 1, day: 1).days
    static let reportEnd = CivilDate(year: 2024, month: 3, day: 4).days
    private static let sources = [
        "Constituent Call", "311 Mobile App", "Web Portal", "Internal Services Requests", "Code Proactive Calls",
    ]

    private let options: FeedOptions
    private var random: RandomSource
    private let types: [RequestType]
    /// The choice of a type by month, because grass grows in summer.
    private let choices: [WeightedChoice]
    private let sourceChoice = WeightedChoice([57, 27, 9, 4, 3])
    private let districtChoice = WeightedChoice([0.6, 12, 12.5, 12, 9.5, 13.5, 9, 9.5, 6.5, 6, 9.4])
    private let requestClock = DayClock(DayClock.requests)
    private let closingClock = DayClock(DayClock.closings)
    private let book: AddressBook
    private let knownAddresses: Double
    private var dirt: FeedDirt

    /// - Parameter reasons: reasons of which no request comes.
    init(_ options: FeedOptions, without reasons: Set<String> = []) {
        self.options = options
        random = RandomSource(seed: options.seed)
        var catalogRandom = RandomSource(seed: 17)
        let types = RequestType.all(&catalogRandom).filter { !reasons.contains($0.shape.reason) }
        self.types = types
        choices = (1...12).map { month in
            let summer = ArrivalCalendar.summer(CivilDate(year: 2023, month: month, day: 15).days)
            return WeightedChoice(types.map { $0.weight * max(0.2, 1 + 0.5 * $0.shape.season * summer) })
        }
        book = AddressBook(seed: options.seed &* 31)
        // A city's addresses do not grow with the file for ever; 600,000 requests come from about 200,000 places.
        knownAddresses = max(40, min(900_000, 0.37 * Double(options.rows)) / 10)
        dirt = FeedDirt(seed: options.seed)
    }

    mutating func write(to writer: RowWriter) throws {
        let layout = SanAntonioLayout(
            withTimes: options.withTimes, reportStart: FeedGenerator.reportEnd - 365, reportEnd: FeedGenerator.reportEnd
        )
        try writer.line(SanAntonioLayout.header)
        try generate { try layout.write($0, to: writer) }
    }

    /// Hands over the requests in the order of opening.
    mutating func generate(_ body: (ServiceCall) throws -> Void) rethrows {
        let calendar = ArrivalCalendar(
            firstDay: FeedGenerator.firstDay, lastDay: FeedGenerator.reportEnd - 1, rows: options.rows, &random)
        var caseID = 1_013_290_000
        for (offset, count) in calendar.counts.enumerated() {
            let day = calendar.firstDay + offset
            let choice = choices[CivilDate(days: day).month - 1]
            var seconds = (0..<count).map { _ in options.withTimes ? requestClock.second(&random) : 0 }
            if options.withTimes { seconds.sort() }
            for second in seconds {
                // About one case number in seventy stands on two rows.
                if !random.chance(0.014) { caseID += 1 + random.below(5) }
                let call = call(caseID: caseID, opened: day * FeedGenerator.secondsPerDay + second, choice)
                try body(options.withDirt ? dirt.soiled(call) : call)
            }
        }
    }

    private mutating func call(caseID: Int, opened: Int, _ choice: WeightedChoice) -> ServiceCall {
        let type = types[choice.draw(&random)]
        let end = FeedGenerator.reportEnd * FeedGenerator.secondsPerDay
        let closed = closing(of: type, opened: opened, end: end)
        let due = random.chance(0.029) ? nil : opened + dueSeconds(type)
        let source = sourceChoice.draw(&random)
        return ServiceCall(
            category: type.shape.category,
            caseID: caseID,
            opened: opened,
            due: due,
            closed: closed,
            isLate: due.map { (closed ?? end) > $0 } ?? false,
            department: random.chance(0.1) ? nil : type.shape.department,
            reason: type.shape.reason,
            type: type.name,
            isOpen: closed == nil,
            source: FeedGenerator.sources[source],
            place: place(),
            hasPosition: !random.chance(0.000_19)
        )
    }

    /// When the case was closed: after a log-normal time, and during working hours; `nil` when that lies behind the
    /// report's end or when the case was left lying.
    private mutating func closing(of type: RequestType, opened: Int, end: Int) -> Int? {
        var days = random.logNormal(median: type.days, spread: type.shape.spread)
        // One case in twenty-five waits for another office first.
        if random.chance(0.04) { days *= 9 }
        let isNeglected = random.chance(type.neglect)
        if isNeglected || days > 4_000 { return nil }
        let exact = opened + Int(days * Double(FeedGenerator.secondsPerDay))
        var closed = exact - exact % FeedGenerator.secondsPerDay
        if options.withTimes {
            closed += closingClock.second(&random)
            if closed <= opened { closed = opened + 300 + random.below(7_200) }
        }
        return closed < end ? closed : nil
    }

    private mutating func dueSeconds(_ type: RequestType) -> Int {
        let jitter = random.below(10) == 0 ? random.below(5) : 0
        return (type.serviceDays + jitter) * FeedGenerator.secondsPerDay
    }

    /// An address: some places report again and again, most of them once or twice.
    private mutating func place() -> Place {
        let district = districtChoice.draw(&random)
        let share = random.unit()
        let number = random.chance(0.04) ? share * share * 60 : share * (0.25 + 0.75 * share) * knownAddresses
        return book.place(Int(number), inDistrict: district)
    }
}
