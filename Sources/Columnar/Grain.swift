/// The width of a bucket of the time axis, from fine to coarse.
public enum Grain: String, Hashable, Sendable, CaseIterable, Comparable {
    case minute
    case hour
    case day
    case week
    case month
    case quarter
    case year

    public static func < (left: Grain, right: Grain) -> Bool {
        (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
}
