internal import Columnar
internal import Diagnostics

extension Chart.Axis {
    /// The places of an axis that get a label, at most as many as there is room for, at round periods: months by the
    /// year, hours by the day.
    package func ticks(atMost limit: Int) -> [(place: Int, label: String)] {
        guard count > 0, limit > 0 else { return [] }
        let ordinals = periods?.map(\.ordinal) ?? Array(0..<count)
        let grain = periods?.first?.grain
        let span = (ordinals.last ?? 0) - (ordinals.first ?? 0) + 1
        let steps = Chart.Axis.steps(grain)
        let fitting = steps.first { (span - 1) / $0 + 1 <= limit }
        if fitting == nil, let ticks = calendarTicks(atMost: limit) { return ticks }
        let step = fitting ?? max(1, span / limit + 1)
        // Periods are counted from 1970, which is a year's first month and a day's first hour.
        let start = grain == .month || grain == .quarter || grain == .hour || grain == .year ? 0 : ordinals[0]
        let isYears = (grain == .month && step % 12 == 0) || (grain == .quarter && step % 4 == 0)
        var found: [(place: Int, label: String)] = []
        for (place, ordinal) in ordinals.enumerated() where (ordinal - start) % step == 0 {
            found.append((place, isYears ? String(labels[place].prefix(4)) : labels[place]))
        }
        // An axis too short to hold a round period is labelled at its first place.
        return found.isEmpty ? [(0, labels[0])] : found
    }

    /// Days and what is shorter over a long time: labels where a day, a month or a year begins, without their parts.
    private func calendarTicks(atMost limit: Int) -> [(place: Int, label: String)]? {
        guard let periods, let grain = periods.first?.grain, grain < .month else { return nil }
        let coarser: [(grain: Grain, steps: [Int])] = [
            (.day, [1, 2, 7]), (.month, [1, 2, 3, 6]), (.year, [1, 2, 5, 10, 20]),
        ]
        for (coarse, steps) in coarser where coarse > grain {
            let around = periods.map { Period(coarse, containing: $0.start) }
            let starts = around.indices.filter {
                $0 > 0 ? around[$0] != around[$0 - 1] : around[0].start == periods[0].start
            }
            for step in steps {
                let places = starts.filter { around[$0].ordinal % step == 0 }
                if !places.isEmpty, places.count <= limit { return places.map { ($0, around[$0].description) } }
            }
        }
        return nil
    }

    /// The widest label, in cells of a terminal.
    package var labelWidth: Int { labels.map { displayWidth($0) }.max() ?? 0 }

    private static func steps(_ grain: Grain?) -> [Int] {
        switch grain {
        case .minute: [1, 5, 10, 15, 30, 60, 120, 360, 720]
        case .hour: [1, 2, 3, 6, 12]
        case .day: [1, 2, 7, 14]
        case .week: [1, 2, 4]
        case .month: [1, 2, 3, 6, 12, 24, 60, 120]
        case .quarter: [1, 2, 4, 8, 20, 40]
        case .year: [1, 2, 5, 10, 20, 50]
        case nil: [1, 2, 3, 4, 5, 6, 10, 12, 20, 24, 50, 100]
        }
    }
}
