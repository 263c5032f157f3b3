import Columnar

extension AggregateFunction {
    package static let wait = AggregateFunction(
        "wait", signature: "wait median",
        summary: """
            Quantiles of the time from start to end in which open cases count as waits that are not over (Kaplan–Meier): \
            the shortest time by which that share of the cases is expected to be closed. Missing where too many are open.
            """,
        example: "group by department show wait median, wait p90",
        type: { $0 == .duration ? .result(.duration) : .refused("a wait is a duration") },
        { _ in
            .collecting { values, fraction in
                values.integers(.duration) { quantile(values.sorted($0), fraction) }
            }
        })

    /// - Parameter keys: in order, twice the length in milliseconds, plus one for a case that is still open. Ends before starts are
    ///   left out.
    private static func quantile(_ keys: [Int64], _ fraction: Double) -> Int64 {
        let sorted = keys.drop { $0 < 0 }
        var atRisk = sorted.count
        var survival = 1.0
        var index = sorted.startIndex
        while index < sorted.endIndex {
            let length = sorted[index] >> 1
            var ended = 0
            var gone = 0
            while index < sorted.endIndex, sorted[index] >> 1 == length {
                ended += sorted[index] & 1 == 0 ? 1 : 0
                gone += 1
                index += 1
            }
            survival *= 1 - Double(ended) / Double(atRisk)
            atRisk -= gone
            if survival <= 1 - fraction + 1e-12 { return length }
        }
        return Missing.integer
    }
}
