import Columnar
import Functions

/// Counts the rows of groups that depend on the hour of one time alone, as weekdays, hours and months do: by runs of rows of
/// one hour, in blocks whose rows are in the order of their hours.
final class RunGrouping {
    private let runs: TimeRuns
    /// The shares of all dimensions together, by the code of the day and by that of the hour.
    private let days: Buffer<UInt32>
    private let hours: Buffer<UInt32>

    /// Nil where a dimension depends on anything else.
    init?(_ lookups: [GroupLookup?]) {
        let parts = lookups.compactMap { $0?.timeShares }
        guard let times = parts.first?.codes, parts.count == lookups.count,
            parts.allSatisfy({ $0.codes === times })
        else { return nil }
        runs = times.runs
        days = Buffer(repeating: 0, count: times.dayCount + 1)
        hours = Buffer(repeating: 0, count: Int(TimeCodes.missingHour) + 1)
        for part in parts {
            let target = part.part == .day ? days : hours
            for code in 0..<target.count { target[code] &+= part.shares[code] }
        }
    }

    /// Whether all blocks of a run of rows, which is not empty, are in order.
    func covers(_ run: Batch) -> Bool { runs.cover(run.start, run.start + run.count) }

    /// Counts the rows of a run that is covered, those with a flag where there are flags.
    func count(_ run: Batch, flags: UnsafePointer<UInt8>?, _ counts: GroupCounts) {
        let end = run.start + run.count
        var start = run.start
        while start < end {
            let block = start / ZoneMap.blockSize
            let first = block * ZoneMap.blockSize
            let next = min(first + ZoneMap.blockSize, end)
            counts.count(
                runs.block(block), start - first..<next - first, flags: flags.map { $0 + (start - run.start) },
                days: days, hours: hours)
            start = next
        }
    }
}
