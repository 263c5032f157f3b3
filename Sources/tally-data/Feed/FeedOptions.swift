/// What a feed should look like.
struct FeedOptions {
    var rows: Int
    var seed: UInt64
    /// Times of day, not dates alone.
    var withTimes: Bool
    /// Mixed case, padding, closings before the opening, placeholder dates.
    var withDirt: Bool
}
