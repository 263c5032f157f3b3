import Synchronization

/// What an `integers` column's values say about themselves, made when it is first asked for: it depends on the column
/// alone, never on a query, and belongs to its load as the decoding does. Shared by all copies of the column.
package final class ColumnIndex: Sendable {
    private let zoneMap = Mutex<ZoneMap?>(nil)
    private let timeCodes = Mutex<TimeCodes??>(nil)

    package init() {}

    package func zones(_ values: Buffer<Int64>) -> ZoneMap {
        zoneMap.withLock { known in
            if let known { return known }
            let made = ZoneMap(values)
            known = made
            return made
        }
    }

    /// Nil when the column's days are too far apart for codes.
    package func times(_ values: Buffer<Int64>, bounds: ClosedRange<Int64>?) -> TimeCodes? {
        timeCodes.withLock { known in
            if let known { return known }
            let made = TimeCodes(values, bounds: bounds)
            known = .some(made)
            return made
        }
    }
}
