/// What a load brought, for the line after it.
public struct LoadSummary: Sendable {
    public let name: String
    public let rows: Int
    public let columns: Int
    /// The profile that was picked by the header; nil when none fits.
    public let profile: String?
    public let seconds: Double
    /// What was renamed, assumed, converted or left out while loading.
    public internal(set) var warnings: [String]
}
