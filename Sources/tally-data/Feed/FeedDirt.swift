/// Soils rows the way that real feeds are soiled. It has a random source of its own: the clean part of a dirty feed is the
/// clean feed.
struct FeedDirt {
    private static let secondsPerDay = 86_400

    private var random: RandomSource

    init(seed: UInt64) {
        random = RandomSource(seed: seed ^ 0xD1_27)
    }

    /// The row with, now and then, one thing wrong. The flag and the status stay as they were: exports do not notice.
    mutating func soiled(_ call: ServiceCall) -> ServiceCall {
        var call = call
        switch random.below(1_000) {
        case 0..<11:
            // The clerk's entry of the closing lies before the opening.
            if call.closed != nil { call.closed = call.opened - (1 + random.below(20)) * FeedDirt.secondsPerDay }
        case 11..<14:
            // Placeholders: 1900-01-01 and 2099-12-31.
            if call.closed != nil {
                call.closed = random.chance(0.5) ? -25_567 * FeedDirt.secondsPerDay : 47_481 * FeedDirt.secondsPerDay
            }
        case 14..<30: call.department = call.department?.uppercased()
        case 30..<45: call.reason = call.reason.lowercased()
        case 45..<60: call.reason += " "
        case 60..<70: call.type = "  " + call.type
        case 70..<80: call.source = call.source.uppercased()
        case 80..<90: call.place.address = call.place.address.lowercased()
        case 90..<94: call.department = "N/A"
        case 94..<97: call.place.address = "   "
        default: break
        }
        return call
    }
}
