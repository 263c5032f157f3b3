import Synchronization

/// What the values of a column of whole numbers, times or points say about themselves, made when it is first asked for:
/// it depends on the column alone, never on a query, and belongs to its load as the decoding does. Shared by all copies
/// of the column.
///
/// There are few entries of each kind, in lists: for a dictionary the first question of a process would have it looked up
/// among all conformances of the program how its keys hash, which takes longer than its answer.
package final class ColumnIndex: Sendable {
    private let zoneMap = Mutex<ZoneMap?>(nil)
    private let timeCodes = Mutex<TimeCodes??>(nil)
    /// How often somebody asked for the days and the hours who can do without.
    private let testsOfTimes = Mutex(0)
    /// How often the packed times were asked for, and what they are once they were made.
    private let packedTimes = Mutex<(asked: Int, made: PackedTimes??)>((0, nil))
    /// The differences from other columns that the data set defines, as the packed times are; the other column's index keeps
    /// its identity while it is here.
    private let differences = Mutex<[Difference]>([])

    private struct Difference: Sendable {
        let other: ColumnIndex
        var asked = 0
        var made: PackedTimes??
    }

    /// How often the planes of the codes were asked for, and what they are once they were made.
    private let bitPlanes = Mutex<(asked: Int, made: BitPlanes??)>((0, nil))

    /// The places of points, by the EPSG number of the system in which the points are.
    private let places = Mutex<[(epsg: Int, degrees: Degrees)]>([])

    /// What other modules found out about the values together with another object, by that object, which they keep alive.
    private let findings = Mutex<[(object: ObjectIdentifier, finding: any Sendable)]>([])

    private let landmarks: Mutex<[Landmark]>

    /// Gives the codes of times that were kept; nil when there are none that can be used.
    private let keptTimeCodes: @Sendable () -> TimeCodes?

    package init(landmarks: [Landmark] = [], timeCodes: @escaping @Sendable () -> TimeCodes? = { nil }) {
        self.landmarks = Mutex(landmarks)
        keptTimeCodes = timeCodes
    }

    package var knownLandmarks: [Landmark] { landmarks.withLock { $0 } }

    package func largest(upTo limit: Int64, _ values: () -> Buffer<Int64>?) -> Int64? {
        if let known = landmarks.withLock({ $0.first { $0.limit == limit } }) { return known.value }
        var largest = Int64.min
        for value in values()?.elements ?? UnsafeBufferPointer(start: nil, count: 0) where value <= limit {
            largest = max(largest, value)
        }
        // The smallest of all stands for missing.
        guard largest != Missing.integer else { return nil }
        landmarks.withLock { $0.append(Landmark(limit: limit, value: largest)) }
        return largest
    }

    package func degrees(epsg: Int) -> Degrees? { places.withLock { $0.first { $0.epsg == epsg }?.degrees } }

    package func keep(_ degrees: Degrees, epsg: Int) { places.withLock { $0.append((epsg, degrees)) } }

    package func finding(_ object: ObjectIdentifier) -> (any Sendable)? {
        findings.withLock { $0.last { $0.object == object }?.finding }
    }

    package func keep(_ finding: any Sendable, for object: ObjectIdentifier) {
        findings.withLock { all in
            all.removeAll { $0.object == object }
            all.append((object, finding))
        }
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
    package func times(bounds: ClosedRange<Int64>?, threads: Int, _ values: () -> Buffer<Int64>?) -> TimeCodes? {
        timeCodes.withLock { known in
            if let known { return known }
            let made = keptTimeCodes() ?? values().flatMap { TimeCodes($0, bounds: bounds, threads: threads) }
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
        let known = differences.withLock { all in all.compactMap { $0.made ?? nil } }
        if let difference = known.first(where: \.marksMissing) { return (difference, nil) }
        if case .some(let made) = timeCodes.withLock({ $0 }) { return (nil, made) }
        let asked = testsOfTimes.withLock { asked in
            asked += 1
            return asked
        }
        return asked > 1 ? (nil, times(bounds: bounds, threads: threads) { values }) : (nil, nil)
    }

    /// Says that the difference from another column is worth its memory.
    package func expectDifference(from other: ColumnIndex) {
        // Two that expect each other would keep each other alive.
        guard other !== self, !other.expectsDifference(from: self) else { return }
        differences.withLock { all in
            if !all.contains(where: { $0.other === other }) { all.append(Difference(other: other)) }
        }
    }

    private func expectsDifference(from other: ColumnIndex) -> Bool {
        differences.withLock { $0.contains { $0.other === other } }
    }

    /// Nil where the difference is not expected, when asked for the first time, and where it does not fit.
    package func difference(from other: ColumnIndex, _ make: () -> PackedTimes?) -> PackedTimes? {
        differences.withLock { all in
            guard let place = all.firstIndex(where: { $0.other === other }) else { return nil }
            if let made = all[place].made { return made }
            all[place].asked += 1
            if all[place].asked > 1 { all[place].made = .some(make()) }
            return all[place].made ?? nil
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

    /// Nil when asked for the first time, as above, and where bytes do as well.
    package func planes(_ codes: Buffer<UInt8>, codeCount: Int) -> BitPlanes? {
        bitPlanes.withLock { state in
            if let made = state.made { return made }
            state.asked += 1
            guard state.asked > 1 else { return nil }
            let made = BitPlanes(codes, codeCount: codeCount)
            state.made = .some(made)
            return made
        }
    }
}
