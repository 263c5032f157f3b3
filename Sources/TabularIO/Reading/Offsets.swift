import Columnar

/// Offsets from UTC, in minutes, that times carried and that were dropped.
enum Offsets {
    /// What holds all of some ranges; nil where there is none.
    static func union(_ ranges: [ClosedRange<Int>?]) -> ClosedRange<Int>? {
        let known = ranges.compactMap { $0 }
        guard let least = known.map(\.lowerBound).min(), let greatest = known.map(\.upperBound).max() else {
            return nil
        }
        return least...greatest
    }

    /// What is said of a column's times, and of lengths of time where the columns of a table carry several offsets; nil
    /// where all times are in UTC.
    static func sentence(_ offsets: ClosedRange<Int>, among all: ClosedRange<Int>) -> String? {
        guard offsets != 0...0 else { return nil }
        let found =
            offsets.count == 1
            ? "the offset \(text(offsets.lowerBound)) from UTC, which was"
            : "offsets from UTC between \(text(offsets.lowerBound)) and \(text(offsets.upperBound)), which were"
        let lengths =
            all.count == 1
            ? ""
            : " A length from a time of one offset to that of another is off by their difference, up to "
                + length(all.upperBound - all.lowerBound) + "."
        return "times carry \(found) dropped: they stand as written, in local time.\(lengths)"
    }

    private static func length(_ minutes: Int) -> String {
        minutes % 60 == 0 ? "\(minutes / 60) h" : "\(minutes) min"
    }

    /// `-05:00`
    private static func text(_ minutes: Int) -> String {
        let size = abs(minutes)
        return (minutes < 0 ? "-" : "+") + pad(size / 60, 2) + ":" + pad(size % 60, 2)
    }
}
