/// The unit in which machine formats write durations (`--durations`).
public enum DurationUnit: String, Hashable, Sendable, CaseIterable {
    case seconds
    case hours
    case days
}
