import Columnar

/// Writes a New York shaped file: 41 wide columns, most recent request first, as the portal exports it.
struct NewYorkGenerator {
    private static let secondsPerDay = 86_400
    private static let firstDay = CivilDate(year: 2010, month: 1, day: 1).days
    private static let lastDay = CivilDate(year: 2025, month: 3, day: 24).days
    private static let channels = ["PHONE", "ONLINE", "MOBILE", "UNKNOWN"]
    /// Requests by the hour, of a mean of 1: hours 9 and 10 have the mean 1.40.
    private static let hours: [Double] = [
        0.72, 0.55, 0.42, 0.36, 0.36, 0.46, 0.72, 1.05, 1.30, 1.39, 1.41, 1.36, 1.33, 1.30, 1.29, 1.26, 1.23, 1.20,
        1.20,
        1.24, 1.30, 1.00, 0.85, 0.70,
    ]

    private let rows: Int
    private var random: RandomSource
    private let complaints = ComplaintCatalog.all
    private let complaintChoice = WeightedChoice(ComplaintCatalog.all.map(\.share))
    private let boroughChoice = WeightedChoice(Borough.all.map(\.share))
    private let channelChoice = WeightedChoice([46, 31, 20, 3])
    private let clock = DayClock(NewYorkGenerator.hours)
    private let days = DayTexts(years: 2009...2026, style: .american)

    init(rows: Int, seed: UInt64) {
        self.rows = rows
        random = RandomSource(seed: seed)
    }

    mutating func write(to writer: RowWriter) throws {
        let calendar = ArrivalCalendar(
            firstDay: NewYorkGenerator.firstDay, lastDay: NewYorkGenerator.lastDay, rows: rows, &random)
        try writer.line(NewYorkLayout.header)
        var key = 15_600_000 + rows * 22
        for (offset, count) in calendar.counts.enumerated().reversed() {
            let midnight = (calendar.firstDay + offset) * NewYorkGenerator.secondsPerDay
            let seconds = (0..<count).map { _ in clock.second(&random) }.sorted(by: >)
            for second in seconds {
                key -= 1 + random.below(21)
                try row(key: key, created: midnight + second, to: writer)
            }
        }
    }

    private mutating func row(key: Int, created: Int, to writer: RowWriter) throws {
        let shape = complaints[complaintChoice.draw(&random)]
        let borough = Borough.all[boroughChoice.draw(&random)]
        let hours = random.logNormal(median: shape.agency.hours, spread: 1.1)
        let closed = created + Int(hours * 3_600)
        let end = (NewYorkGenerator.lastDay + 1) * NewYorkGenerator.secondsPerDay
        let isClosed = closed < end && !random.chance(0.03)
        writer.number(key)
        time(created, to: writer)
        time(isClosed ? closed : nil, to: writer)
        writer.plain(shape.agency.code)
        writer.plain(shape.agency.name)
        writer.field(shape.complaint)
        writer.field(random.pick(shape.descriptors))
        writer.field(shape.locationType)
        address(borough, to: writer)
        writer.plain(isClosed ? "Closed" : random.pick(["Open", "In Progress", "Assigned"]))
        // Two thirds have no due date; the rest are due a week after.
        time(random.chance(0.35) ? created + 7 * NewYorkGenerator.secondsPerDay : nil, to: writer)
        writer.field(isClosed ? ResolutionTexts.text(for: shape, &random) : "")
        time(isClosed ? closed + random.below(30) : nil, to: writer)
        tail(borough, to: writer)
        try writer.endRow()
    }

    /// `Incident Zip` to `Facility Type`.
    private mutating func address(_ borough: Borough, to writer: RowWriter) {
        writer.plain(random.pick(borough.zips))
        let street = street()
        writer.plain("\(1 + random.below(2_400)) \(street)")
        writer.plain(street)
        let crossings = [self.street(), self.street()]
        for crossing in crossings { writer.plain(crossing) }
        let hasIntersection = random.chance(0.7)
        for crossing in crossings { writer.plain(hasIntersection ? crossing : "") }
        writer.plain("ADDRESS")
        writer.plain(borough.city)
        writer.plain(random.chance(0.6) ? street : "")
        writer.plain(random.chance(0.1) ? "N/A" : "")
    }

    /// `Community Board` to `Location`.
    private mutating func tail(_ borough: Borough, to writer: RowWriter) {
        let board = 1 + random.below(borough.boards)
        writer.plain("\(board < 10 ? "0" : "")\(board) \(borough.name)")
        writer.number(borough.code * 1_000_000_000 + random.below(9_000) * 10_000 + random.below(300))
        let name = spelling(borough.name)
        writer.plain(name)
        let north = random.unit() + random.unit() - 1
        let east = random.unit() + random.unit() - 1
        let isPlaced = !random.chance(0.02)
        if isPlaced {
            writer.number(borough.x + Int(east * 14_000))
            writer.number(borough.y + Int(north * 18_000))
        } else {
            writer.empty(2)
        }
        writer.plain(NewYorkGenerator.channels[channelChoice.draw(&random)])
        writer.plain("Unspecified")
        writer.plain(name)
        writer.empty(7)
        if isPlaced {
            let latitude = degrees(borough.latitude + north * 0.05)
            let longitude = degrees(borough.longitude + east * 0.05)
            writer.plain(latitude)
            writer.plain(longitude)
            writer.field("(\(latitude), \(longitude))")
        } else {
            writer.empty(3)
        }
    }

    /// The borough in upper case, and now and then as people write it, or not at all.
    private mutating func spelling(_ name: String) -> String {
        switch random.below(100) {
        case 0..<4:
            return name.split(separator: " ").map { $0.prefix(1) + $0.dropFirst().lowercased() }.joined(separator: " ")
        case 4: return name.lowercased()
        case 5: return "Unspecified"
        default: return name
        }
    }

    private mutating func street() -> String {
        switch random.below(3) {
        case 0: return "\(random.pick(["EAST", "WEST"]))  \(1 + random.below(240)) STREET"
        case 1: return "\(1 + random.below(120)) AVENUE"
        default: return "\(random.pick(StreetNames.stems)) \(random.pick(["STREET", "AVENUE", "PLACE", "BOULEVARD"]))"
        }
    }

    /// Degrees with twelve decimals, without a call into the system's number formatting.
    private func degrees(_ value: Double) -> String {
        let scaled = Int(value.magnitude * 1e12)
        let fraction = String(scaled % 1_000_000_000_000)
        let zeros = String(repeating: "0", count: 12 - fraction.count)
        return "\(value < 0 ? "-" : "")\(scaled / 1_000_000_000_000).\(zeros)\(fraction)"
    }

    private func time(_ time: Int?, to writer: RowWriter) {
        guard let time else {
            writer.empty()
            return
        }
        let day = days[time / NewYorkGenerator.secondsPerDay]
        writer.bytes { buffer in
            buffer.append(contentsOf: day)
            TimeOfDay.appendAmerican(second: time % NewYorkGenerator.secondsPerDay, to: &buffer)
        }
    }
}
