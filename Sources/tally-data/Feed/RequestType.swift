/// A type of request with what its reason and its own habits make of it.
struct RequestType {
    var shape: ReasonShape
    var name: String
    /// Relative frequency among all requests, before the season.
    var weight: Double
    /// Median days to close.
    var days: Double
    /// Days from opening to the due date.
    var serviceDays: Int
    /// The probability that nobody ever closes the case.
    var neglect: Double

    /// All types of the catalog. Within a reason they follow Zipf's law: the second is half as frequent as the first.
    static func all(_ random: inout RandomSource) -> [RequestType] {
        ReasonCatalog.all.flatMap { shape in
            let names = shape.types
            let harmonic = names.indices.reduce(0.0) { $0 + 1 / Double($1 + 1) }
            return names.enumerated().map { rank, name in
                let days = shape.days * random.logNormal(median: 1, spread: 0.35)
                // How many spreads above the median the due date lies decides how often the type is late.
                let margin = 0.84 + 1.15 * random.unit()
                return RequestType(
                    shape: shape, name: name, weight: shape.share / Double(rank + 1) / harmonic, days: days,
                    serviceDays: max(1, Int(days * Exponential.of(margin * shape.spread) + 0.5)),
                    neglect: 0.036 + 0.16 * random.unit() * random.unit() * (shape.days > 4 ? 1.8 : 1))
            }
        }
    }
}
