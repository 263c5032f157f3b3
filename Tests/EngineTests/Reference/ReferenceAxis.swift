import Columnar
import Syntax

/// The buckets of a filled time axis: from the first selected bucket, or the start of the period that `where` names, to
/// the data's end, or that period's end if it comes first. Rows without a time have a last bucket of their own.
struct ReferenceAxis {
    let buckets: [Value]
    /// Those that the data or the period of `where` covers only in part.
    let partial: [Value]

    /// - Parameters:
    ///   - values: the bucket of each selected row.
    ///   - limits: what `where` says about the time of the axis.
    ///   - times: all of the axis' column in the data; none where the axis is of no column.
    init(_ grain: Grain, _ values: [Value], _ limits: ReferenceLimits, times: [Int64], now: ReferenceTable.Now?) {
        let begin = times.min()
        let found = values.compactMap { if case .period(let period) = $0 { period } else { nil } }
        let (start, end) = (limits.start, limits.end)
        let ends = [end, now?.end].compactMap { $0 }
        var first = found.min()
        var last = found.max()
        // A period without rows has its buckets too, up to the data's end.
        if first == nil, let start, let end = ends.min(), start < end {
            first = Period(grain, containing: start)
            last = Period(grain, containing: end - 1)
        }
        guard let first, let last else {
            (buckets, partial) = (values.isEmpty ? [] : [.missing], [])
            return
        }
        let low = min(first, start.map { Period(grain, containing: $0) } ?? first)
        let high = max(last, ends.min().map { Period(grain, containing: $0 - 1) } ?? last)
        var periods: [Period] = []
        var current = low
        while current <= high {
            periods.append(current)
            current = current.advanced(by: 1)
        }
        partial = periods.filter { period in
            // Cut off by the period of `where`, or by the data's end.
            if let start, period.start < start, start < period.end { return true }
            if ends.contains(where: { period.start < $0 && $0 < period.end }) { return true }
            // The last day of the data may have no row at all.
            if [.day, .week].contains(grain), let now, !now.isRewound, let latest = times.max(), latest < now.day,
                period.start < now.end, now.day < period.end
            {
                return true
            }
            // The data may begin a twentieth of the bucket late.
            guard let begin, period == low, start.map({ $0 < begin }) ?? true, begin < period.end else { return false }
            return (begin - period.start) * 20 > period.end - period.start
        }.map { .period($0) }
        buckets = periods.map { .period($0) } + (found.count < values.count ? [.missing] : [])
    }
}
