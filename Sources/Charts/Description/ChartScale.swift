internal import Columnar
internal import TabularIO

/// A stretch of values with round ticks in it, and how its values are spelt.
package struct ChartScale: Sendable {
    package let unit: ChartUnit
    package let low: Double
    package let high: Double
    package let ticks: [Double]
    private let step: Double
    /// What lies beyond is drawn at the end: the length in percent must be a number too.
    private static let farthest = Double.greatestFiniteMagnitude / 1_000

    /// A scale around the values, which begins and ends at a tick.
    ///
    /// Zero belongs to it unless the values are all far from it: less than a quarter of the largest apart. Bars always
    /// begin at zero, because it is their length that is read; a `tight` scale of colours spans what there is.
    package init(
        _ values: some Sequence<Double>, unit: ChartUnit, ticks wanted: Int, fromZero: Bool = false, tight: Bool = false
    ) {
        var low = Double.infinity
        var high = -Double.infinity
        for value in values {
            low = min(low, value)
            high = max(high, value)
        }
        if low > high { (low, high) = (0, 1) }
        (low, high) = (max(low, -ChartScale.farthest), min(high, ChartScale.farthest))
        if unit != .time, !tight, fromZero || high - low >= 0.25 * max(high.magnitude, low.magnitude) {
            (low, high) = (min(low, 0), max(high, 0))
        }
        if low == high {
            if unit != .time, low == 0 || fromZero { high = low + 1 } else { high = low + max(low.magnitude * 0.1, 1) }
        }
        self.unit = unit
        step = ChartScale.step(over: high - low, unit: unit, ticks: max(1, wanted))
        let first = (low / step + 1e-9).rounded(.down)
        let last = max(first + 1, (high / step - 1e-9).rounded(.up))
        self.low = first * step
        self.high = last * step
        ticks = stride(from: first, through: last, by: 1).map { [step] in $0 * step }
    }

    /// Where a value lies between the ends: 0 at the low one, 1 at the high one.
    package func position(_ value: Double) -> Double { (min(max(value, low), high) - low) / (high - low) }

    /// A tick as it is written at an axis: `2,000`, `1.5M`, `20%`, `30d`.
    package func text(_ tick: Double) -> String {
        switch unit {
        case .percent: return NumberText.fixed(tick * 100, decimals: decimals(step * 100)) + "%"
        case .points: return NumberText.fixed(tick * 100, decimals: decimals(step * 100)) + " pp"
        case .count, .number:
            if step >= 1e6, tick != 0 { return NumberText.fixed(tick / 1e6, decimals: decimals(step / 1e6)) + "M" }
            return NumberText.fixed(tick, decimals: decimals(step))
        case .duration:
            if tick == 0 { return "0" }
            let day = 86_400.0
            let (length, name) =
                step >= day ? (day, "d") : step >= 3_600 ? (3_600, "h") : step >= 60 ? (60, " min") : (1, "s")
            return NumberText.fixed(tick / length, decimals: decimals(step / length)) + name
        case .time: return step < 86_400_000 ? ValueText.time(Int64(tick)) : ValueText.date(Int64(tick))
        }
    }

    /// The digits behind the point that a step needs.
    private func decimals(_ step: Double) -> Int {
        var decimals = 0
        var scaled = step
        while decimals < 6, (scaled - scaled.rounded()).magnitude > 1e-6 * scaled {
            scaled *= 10
            decimals += 1
        }
        return decimals
    }

    // MARK: - Round steps

    private static func step(over length: Double, unit: ChartUnit, ticks: Int) -> Double {
        let least = length / Double(ticks)
        switch unit {
        case .count: return max(1, round(least, [1, 2, 5]))
        case .number: return round(least, [1, 2, 2.5, 5])
        case .percent, .points: return round(least * 100, [1, 2, 5]) / 100
        case .duration:
            let clock: [Double] = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600]
            if least > 0.5, let step = (clock + [43_200, 86_400]).first(where: { $0 >= least }) { return step }
            return least > 86_400 ? round(least / 86_400, [1, 2, 5]) * 86_400 : round(least, [1, 2, 5])
        case .time:
            let day = Double(Milliseconds.day)
            let steps: [Double] = [1, 2, 7, 14, 28, 91, 182, 365]
            return (steps.first { $0 * day >= least } ?? (least / day / 365).rounded(.up) * 365) * day
        }
    }

    /// The least number of the form `factor × 10ⁿ` that is no less than `least`.
    private static func round(_ least: Double, _ factors: [Double]) -> Double {
        guard least >= .leastNormalMagnitude, least.isFinite else { return 1 }
        var power = 1.0
        while power * 10 <= least { power *= 10 }
        while power > least { power /= 10 }
        // A hair of tolerance, so that 0.1 + 0.2 does not cost a step.
        return (factors + [10]).map { $0 * power }.first { $0 >= least * (1 - 1e-9) } ?? power * 10
    }
}
