package import Columnar

/// The values of one group in order of size, each with how often it occurs.
package struct CountedValues: Sendable {
    /// Integers as they are, doubles as `OrderedKey`.
    let keys: [Int64]
    let counts: [Int]
    package let count: Int
    private let isDouble: Bool

    package init(_ values: UnsafeBufferPointer<Int64>, type: DataType) {
        var keys: [Int64] = []
        var counts: [Int] = []
        for key in values.sorted() {
            if key == keys.last {
                counts[counts.count - 1] += 1
            } else {
                keys.append(key)
                counts.append(1)
            }
        }
        self.keys = keys
        self.counts = counts
        count = values.count
        isDouble = type.physical == .numbers
    }

    /// A key as the number that it stands for; durations in milliseconds.
    func number(_ key: Int64) -> Double { isDouble ? OrderedKey.number(key) : Double(key) }

    /// NaN without values.
    package var mean: Double {
        zip(keys, counts).reduce(0) { $0 + number($1.0) * Double($1.1) } / Double(count)
    }

    /// The sum of squared distances from a center.
    func squares(around center: Double) -> Double {
        zip(keys, counts).reduce(0) { sum, value in
            let distance = number(value.0) - center
            return sum + distance * distance * Double(value.1)
        }
    }

    /// The middle value, or the mean of the two in the middle; NaN without values.
    package var median: Double {
        guard count > 0 else { return .nan }
        return (value(at: (count - 1) / 2) + value(at: count / 2)) / 2
    }

    private func value(at position: Int) -> Double {
        var before = 0
        for (key, count) in zip(keys, counts) {
            before += count
            if before > position { return number(key) }
        }
        return .nan
    }

    /// All groups as one.
    package static func pooled(_ groups: [CountedValues]) -> CountedValues {
        var all: [(key: Int64, count: Int)] = groups.flatMap { group in
            zip(group.keys, group.counts).map { (key: $0, count: $1) }
        }
        all.sort { $0.key < $1.key }
        var keys: [Int64] = []
        var counts: [Int] = []
        for value in all {
            if value.key == keys.last {
                counts[counts.count - 1] += value.count
            } else {
                keys.append(value.key)
                counts.append(value.count)
            }
        }
        return CountedValues(
            keys: keys, counts: counts, count: groups.reduce(0) { $0 + $1.count },
            isDouble: groups.first?.isDouble ?? false)
    }

    private init(keys: [Int64], counts: [Int], count: Int, isDouble: Bool) {
        self.keys = keys
        self.counts = counts
        self.count = count
        self.isDouble = isDouble
    }

    /// Σ (t³ − t) over values that occur t times.
    var ties: Double {
        counts.reduce(0) { $0 + Double($1) * (Double($1) * Double($1) - 1) }
    }

    /// The rank of each different value; equal ones share the mean of theirs.
    var midranks: [Double] {
        var before = 0.0
        return counts.map { count in
            defer { before += Double(count) }
            return before + (Double(count) + 1) / 2
        }
    }

    /// Where a key that occurs stands, not before `start`: in growing steps and then by halves, so that a group of few values among
    /// many costs little.
    private func place(of key: Int64, from start: Int) -> Int {
        var step = 1
        var low = start
        while low + step < keys.count, keys[low + step] <= key {
            low += step
            step *= 2
        }
        var high = min(low + step, keys.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if keys[middle] <= key { low = middle } else { high = middle }
        }
        return low
    }

    /// The sum of the ranks that the values of a group have among these.
    func rankSum(_ group: CountedValues, _ midranks: [Double]) -> Double {
        var sum = 0.0
        var position = 0
        for (key, count) in zip(group.keys, group.counts) {
            position = place(of: key, from: position)
            sum += midranks[position] * Double(count)
        }
        return sum
    }
}
