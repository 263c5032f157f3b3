import Columnar
import Semantics

/// The buckets of a filled time axis: from the first selected one (or the start of the period in `where`) to the data's
/// end (or that period's end), and which of them the data covers only in part.
struct TimeBuckets {
    /// In order; a last `Missing.integer` stands for rows without a time.
    let ordinals: [Int64]
    let partial: [Int64]

    init(_ axis: GroupedStage.TimeAxis, _ groups: GroupTable) {
        let column = groups.dimensions[axis.dimension]
        let found = (0..<groups.count).map { Combinations.key(column, $0) }
        let known = found.filter { $0 != Missing.integer }
        let ends = [axis.end, axis.dataEnd].compactMap { $0 }
        // Without any row the period that `where` names still has its buckets, as far as the data goes.
        let emptyEnd = axis.start.flatMap { start in ends.min().flatMap { $0 > start ? $0 : nil } }
        guard let first = known.min() ?? emptyEnd.flatMap({ _ in axis.start.map(ordinal) }),
            let last = known.max() ?? emptyEnd.map({ ordinal($0 - 1) })
        else {
            ordinals = found.isEmpty ? [] : [Missing.integer]
            partial = []
            return
        }
        func ordinal(_ time: Int64) -> Int64 { Int64(Period.ordinal(of: axis.grain, at: time)) }
        let low = min(first, axis.start.map(ordinal) ?? first)
        let high = max(last, ends.min().map { ordinal($0 - 1) } ?? last)
        // A mistyped year must not make millions of rows: then only the buckets that occur are shown.
        let isSane = high - low < 200_000
        ordinals =
            (isSane ? Array(low...high) : Set(known).sorted()) + (known.count < found.count ? [Missing.integer] : [])
        var partial: [Int64] = []
        func period(_ ordinal: Int64) -> Period { Period(grain: axis.grain, ordinal: Int(ordinal)) }
        if let start = axis.start, start > period(low).start { partial.append(ordinal(start)) }
        // The data rarely begins on the first day of a bucket to the hour: a twentieth of the bucket is let pass.
        if let begin = axis.dataStart, begin > (axis.start ?? .min), ordinal(begin) == low {
            let bucket = period(low)
            if begin - bucket.start > (bucket.end - bucket.start) / 20 { partial.append(low) }
        }
        for end in ends where end > period(low).start && end < period(ordinal(end - 1)).end {
            partial.append(ordinal(end - 1))
        }
        // A last day without any row is not in the data yet; months can do without it, by the same measure.
        if let day = axis.emptyDay, ends.allSatisfy({ $0 > day }), axis.grain <= .week {
            partial += max(low, ordinal(day))...high
        }
        self.partial = partial
    }
}
