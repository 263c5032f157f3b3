/// Draws times of day from a curve of 24 hourly weights.
struct DayClock {
    /// Calls and clicks by the hour: a mid-morning peak, a long afternoon, a quiet night.
    static let requests: [Double] = [
        0.10, 0.06, 0.05, 0.05, 0.08, 0.20, 0.60, 1.40, 2.10, 2.45, 2.40, 2.20, 2.00, 2.00, 1.95, 1.85, 1.70, 1.40,
        1.05,
        0.85, 0.70, 0.50, 0.30, 0.18,
    ]
    /// Crews close cases during office hours.
    static let closings: [Double] = [
        0.02, 0.01, 0.01, 0.01, 0.02, 0.10, 0.70, 1.90, 2.60, 2.70, 2.60, 2.30, 1.60, 2.10, 2.40, 2.30, 1.60, 0.60,
        0.25,
        0.15, 0.10, 0.08, 0.05, 0.03,
    ]

    private let hours: WeightedChoice

    init(_ weights: [Double]) {
        hours = WeightedChoice(weights)
    }

    /// Seconds since midnight.
    func second(_ random: inout RandomSource) -> Int {
        hours.draw(&random) * 3_600 + random.below(3_600)
    }
}
