/// One reason of the city's feed: whose work it is, how often it comes, how long it takes.
///
/// Its types are all pairs of a work word and a variant, written `work (variant)`; an empty variant stands for the work
/// alone.
struct ReasonShape {
    var reason: String
    var category: String
    var department: String
    /// Relative frequency among all requests.
    var share: Double
    /// Median days from opening to closing.
    var days: Double
    /// Standard deviation of the logarithm of those days.
    var spread: Double
    /// How the year bends the arrivals: 1 for a summer peak, −1 for a winter peak, 0 for none.
    var season: Double
    var works: [String]
    var variants: [String]

    var types: [String] {
        works.flatMap { work in variants.map { $0.isEmpty ? work : "\(work) (\($0))" } }
    }
}
