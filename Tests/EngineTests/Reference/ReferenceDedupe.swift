import Columnar
import Syntax

/// Which rows repeat others.
enum ReferenceDedupe {
    /// The positions of the rows that `dedupe` takes out: those with the same known keys as a row that was kept before, and
    /// at most so long before. Rows without a time come last, and with a length of time they are all kept.
    static func removed(
        keys: [[Value]], times: [Int64?], within: Int64?
    ) -> Set<Int> {
        let order = keys.indices.sorted { left, right in
            let (a, b) = (times[left] ?? .max, times[right] ?? .max)
            return a == b ? left < right : a < b
        }
        var kept: [Int] = []
        var removed: Set<Int> = []
        for row in order where !keys[row].contains(where: \.isReferenceMissing) {
            let isRepeat = kept.contains { earlier in
                guard keys[earlier] == keys[row] else { return false }
                guard let within else { return true }
                guard let before = times[earlier], let now = times[row] else { return false }
                return now - before <= within
            }
            if isRepeat { removed.insert(row) } else { kept.append(row) }
        }
        return removed
    }

    /// Whether an earlier row of the data has the same values, at most so long before; rows of one instant follow each other
    /// as in the file. Missing where a value or the time is.
    static func repeats(_ row: Int, keys: [[Value]], times: [Int64?], within: Int64) -> Value {
        guard let time = times[row], !keys[row].contains(where: \.isReferenceMissing) else { return .missing }
        return .boolean(
            keys.indices.contains { other in
                guard let before = times[other], keys[other] == keys[row] else { return false }
                return (before < time || before == time && other < row) && time - before <= within
            })
    }
}
