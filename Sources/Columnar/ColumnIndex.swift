import Synchronization

/// What the values of a column of whole numbers, times or points say about themselves, made when it is first asked for:
/// it depends on the column alone, never on a query, and belongs to its load as the decoding does. Shared by all copies
/// of the column.
package final class ColumnIndex: Sendable {
    private let zoneMap = Mutex<ZoneMap?>(nil)
    private let timeCodes = Mutex<TimeCodes??>(nil)
    /// How often somebody asked for the days and the hours who can do without.
    private let testsOfTimes = Mutex(0)
    /// How often the packed times were asked for, and what they are once they were made.
    private let packedTimes = Mutex<(asked: Int, made: PackedTimes??)>((0, nil))
    /// The differences from other columns that the data set defines, as the packed times are; the other column's index keeps
    /// its identity while it is here.
    private let differences = Mutex<[ObjectIdentifier: Difference]>([:])

    private struct Difference: Sendable {
        let other: ColumnIndex
        var asked = 0
        var made: PackedTimes??
    }

    /// The places of points, by the EPSG number of the system in which the points are.
    private let places = Mutex<[Int: Degrees]>([:])

    /// What other modules found out about the values together with another object, by that object, which they keep alive.
    private let findings = Mutex<[ObjectIdentifier: any Sendable]>([:])

    /// The largest known values up to limits that were asked for, by limit.
    private let landmarks: Mutex<[Int64: Int64]>

    package init(landmarks: [Int64: Int64] = [:]) { self.landmarks = Mutex(landmarks) }

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

    package func zones(_ values: Buffer<Int64>, threads: Int) -> ZoneMap {
        zoneMap.withLock { known in
            if let known { return known }
            let made = ZoneMap(values, threads: threads)
            known = made
            return made
        }
    }

    /// Nil when the column's days are too far apart for codes.
    package func times(_ values: Buffer<Int64>, bounds: ClosedRange<Int64>?, threads: Int) -> TimeCodes? {
        timeCodes.withLock { known in
            if let known { return known }
            let made = TimeCodes(values, bounds: bounds, threads: threads)
            known = .some(made)
            return made
        }
    }

    /// What a test for missing times reads: the packed times where they are made, else the days. Nil when asked for the first
    /// time, as below.
    package func forms(
        _ values: Buffer<Int64>, bounds: ClosedRange<Int64>?, threads: Int
    ) -> (packed: PackedTimes?, codes: TimeCodes?) {
        if case .some(.some(let made)) = packedTimes.withLock(\.made) { return (made, nil) }
        let known = differences.withLock { all in all.values.lazy.compactMap { $0.made ?? nil } }
        if let difference = known.first(where: \.marksMissing) { return (difference, nil) }
        if case .some(let made) = timeCodes.withLock({ $0 }) { return (nil, made) }
        let asked = testsOfTimes.withLock { asked in
            asked += 1
            return asked
        }
        return asked > 1 ? (nil, times(values, bounds: bounds, threads: threads)) : (nil, nil)
    }

    /// Says that the difference from another column is worth its memory.
    package func expectDifference(from other: ColumnIndex) {
        // Two that expect each other would keep each other alive.
        guard other !== self, !other.expectsDifference(from: self) else { return }
        differences.withLock { all in
            if all[ObjectIdentifier(other)] == nil { all[ObjectIdentifier(other)] = Difference(other: other) }
        }
    }

    private func expectsDifference(from other: ColumnIndex) -> Bool {
        differences.withLock { $0[ObjectIdentifier(other)] != nil }
    }

    /// Nil where the difference is not expected, when asked for the first time, and where it does not fit.
    package func difference(from other: ColumnIndex, _ make: () -> PackedTimes?) -> PackedTimes? {
        differences.withLock { all in
            guard var difference = all[ObjectIdentifier(other)] else { return nil }
            if let made = difference.made { return made }
            difference.asked += 1
            if difference.asked > 1 { difference.made = .some(make()) }
            all[ObjectIdentifier(other)] = difference
            return difference.made ?? nil
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
