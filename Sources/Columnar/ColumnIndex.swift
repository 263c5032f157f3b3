import Synchronization

/// What the values of a column of whole numbers, times or points say about themselves, made when it is first asked for:
/// it depends on the column alone, never on a query, and belongs to its load as the decoding does. Shared by all copies
/// of the column.
package final class ColumnIndex: Sendable {
    private let zoneMap = Mutex<ZoneMap?>(nil)
    private let timeCodes = Mutex<TimeCodes??>(nil)
    /// How often the packed times were asked for, and what they are once they were made.
    private let packedTimes = Mutex<(asked: Int, made: PackedTimes??)>((0, nil))
    /// The places of points, by the EPSG number of the system in which the points are.
    private let places = Mutex<[Int: Degrees]>([:])

    /// What other modules found out about the values together with another object, by that object, which they keep alive.
    private let findings = Mutex<[ObjectIdentifier: any Sendable]>([:])

    /// The largest known values up to limits that were asked for, by limit.
    private let landmarks: Mutex<[Int64: Int64]>

    /// Gives the codes of times that were kept; nil when there are none that can be used.
    private let keptTimeCodes: @Sendable () -> TimeCodes?

    package init(landmarks: [Int64: Int64] = [:], timeCodes: @escaping @Sendable () -> TimeCodes? = { nil }) {
        self.landmarks = Mutex(landmarks)
        keptTimeCodes = timeCodes
    }

    package var knownLandmarks: [Int64: Int64] { landmarks.withLock { $0 } }

    package func largest(upTo limit: Int64, _ values: () -> Buffer<Int64>?) -> Int64? {
        if let known = landmarks.withLock({ $0[limit] }) { return known }
        var largest = Int64.min
        for value in values()?.elements ?? UnsafeBufferPointer(start: nil, count: 0) where value <= limit {
            largest = max(largest, value)
        }
        // The smallest of all stands for missing.
        guard largest != Missing.integer else { return nil }
        landmarks.withLock { $0[limit] = largest }
        return largest
    }

    package func degrees(epsg: Int) -> Degrees? { places.withLock { $0[epsg] } }

    package func keep(_ degrees: Degrees, epsg: Int) { places.withLock { $0[epsg] = degrees } }

    package func finding(_ object: ObjectIdentifier) -> (any Sendable)? { findings.withLock { $0[object] } }

    package func keep(_ finding: any Sendable, for object: ObjectIdentifier) {
        findings.withLock { $0[object] = finding }
    }

    package func zones(_ values: Buffer<Int64>) -> ZoneMap {
        zoneMap.withLock { known in
            if let known { return known }
            let made = ZoneMap(values)
            known = made
            return made
        }
    }

    /// Nil when the column's days are too far apart for codes.
    package func times(bounds: ClosedRange<Int64>?, threads: Int, _ values: () -> Buffer<Int64>?) -> TimeCodes? {
        timeCodes.withLock { known in
            if let known { return known }
            let made = keptTimeCodes() ?? values().flatMap { TimeCodes($0, bounds: bounds, threads: threads) }
            known = .some(made)
            return made
        }
    }

    /// Nil when asked for the first time, because a program that answers one question is sooner done without them, and for
    /// times that do not fit.
    package func packed(_ values: Buffer<Int64>, bounds: ClosedRange<Int64>?, threads: Int) -> PackedTimes? {
        packedTimes.withLock { state in
            if let made = state.made { return made }
            state.asked += 1
            guard state.asked > 1 else { return nil }
            let made = PackedTimes(values, bounds: bounds, threads: threads)
            state.made = .some(made)
            return made
        }
    }
}
