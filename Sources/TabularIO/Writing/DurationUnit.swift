/// The unit in which machine formats write durations (`--durations`).
public enum DurationUnit: String, Hashable, Sendable, CaseIterable {
    case seconds
    case hours
    case days

    /// The length of the unit.
    var milliseconds: Double {
        switch self {
        case .seconds: 1_000
        case .hours: 3_600_000
        case .days: 86_400_000
        }
    }
}
