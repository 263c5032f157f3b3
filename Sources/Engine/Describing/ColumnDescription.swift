import Columnar

/// What is in one column: counts, the ends and the middle of numbers and times, the most frequent texts.
struct ColumnDescription {
    let missing: Int
    let distinct: Int
    /// The smallest, middle and largest value of numbers and times; empty for other columns.
    private(set) var range: [Value] = []
    /// The most frequent values of texts and conditions, most frequent first.
    private(set) var top: [(value: Value, count: Int)] = []
    /// How many values fall into equal slices of the range, or how many rows the most frequent values have.
    private(set) var shape: [Int] = []

    private static let slices = 12

    /// - Parameter mostFrequent: How many of the most frequent values are kept.
    init(_ column: Column, mostFrequent: Int = 3) {
        let count = column.count
        switch column.storage {
        case .codes(let codes, let dictionary):
            var counts = [Int](repeating: 0, count: dictionary.count + 1)
            for row in 0..<count { counts[Int(codes[row])] += 1 }
            missing = counts[0]
            distinct = counts.dropFirst().count { $0 > 0 }
            let ranked = (1..<max(1, counts.count)).filter { counts[$0] > 0 }
                .sorted { (counts[$1], $0) < (counts[$0], $1) }
            shape = ranked.prefix(ColumnDescription.slices).map { counts[$0] }
            top = ranked.prefix(mostFrequent).map { (Value.text(dictionary.text(UInt32($0)) ?? ""), counts[$0]) }
        case .bytes(let bytes):
            let yes = bytes.elements.count { $0 == 1 }
            missing = bytes.elements.count { $0 == Missing.boolean }
            let no = count - missing - yes
            top = [(Value.boolean(true), yes), (Value.boolean(false), no)].filter { $0.1 > 0 }.sorted { $0.1 > $1.1 }
            distinct = top.count
            shape = top.map(\.count)
        case .integers(let values):
            let known = values.elements.filter { $0 != Missing.integer }.sorted()
            missing = count - known.count
            distinct = ColumnDescription.distinct(known)
            guard let first = known.first, let last = known.last else { return }
            range = [first, known[(known.count - 1) / 2], last].map { Value(integer: $0, type: column.type) }
            shape = ColumnDescription.slices(known.map { Double($0) })
        case .numbers(let values):
            let known = values.elements.filter { !$0.isNaN }.sorted()
            missing = count - known.count
            distinct = ColumnDescription.distinct(known)
            guard let first = known.first, let last = known.last else { return }
            let middle = (known[(known.count - 1) / 2] + known[known.count / 2]) / 2
            range = [first, middle, last].map { Value(number: $0, type: column.type) }
            shape = ColumnDescription.slices(known)
        case .pairs(let first, let second):
            let known = (0..<count).filter { !first.base[$0].isNaN }
            missing = count - known.count
            distinct = Set(known.map { [first.base[$0], second.base[$0]] }).count
        }
    }

    /// How many rows of a column are missing.
    static func missing(_ column: Column) -> Int {
        switch column.storage {
        case .codes(let codes, _): (0..<codes.count).count { codes[$0] == Missing.code }
        case .bytes(let bytes): bytes.elements.count { $0 == Missing.boolean }
        case .integers(let values): values.elements.count { $0 == Missing.integer }
        case .numbers(let values): values.elements.count { $0.isNaN }
        case .pairs(let first, _): first.elements.count { $0.isNaN }
        }
    }

    private static func distinct<Element: Equatable>(_ sorted: [Element]) -> Int {
        zip(sorted, sorted.dropFirst()).count { $0 != $1 } + (sorted.isEmpty ? 0 : 1)
    }

    /// How many of the sorted values fall into each of twelve equal slices between the first and the last.
    private static func slices(_ sorted: [Double]) -> [Int] {
        guard let low = sorted.first, let high = sorted.last, high > low, (high - low).isFinite else { return [] }
        var counts = [Int](repeating: 0, count: slices)
        for value in sorted { counts[min(slices - 1, Int((value - low) / (high - low) * Double(slices)))] += 1 }
        return counts
    }
}
