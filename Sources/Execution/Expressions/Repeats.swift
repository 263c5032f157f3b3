import Columnar

/// Finds rows that repeat an earlier one: same keys, not long after.
enum Repeats {
    /// True where a row with the same known keys lies at most `within` milliseconds earlier (rows of one instant count in the
    /// order of the file); missing where a key or the time is.
    static func column(keys: [Column], time: Column, within: Int64) -> Column {
        let flags = Buffer<UInt8>(repeating: Missing.boolean, count: time.count)
        let combinations = Combinations(keys, rowCount: time.count)
        var last = [Int64?](repeating: nil, count: combinations.count)
        for row in timeOrder(keys: keys, time: time) {
            let number = Int(combinations.numbers[row])
            let instant = Combinations.key(time, row)
            let earlier = last[number]
            flags.base[row] = earlier.map { instant - $0 <= within } == true ? 1 : 0
            last[number] = instant
        }
        return Column(type: .boolean, storage: .bytes(flags))
    }

    /// True where `dedupe` removes a row: one with the same keys was kept at most `within` milliseconds before (nil: ever).
    /// Rows with a missing key are kept; so are those without a time where the length matters, else they come last.
    static func removed(keys: [Column], time: Column?, within: Int64?, rowCount: Int) -> Column {
        let flags = Buffer<UInt8>(repeating: 0, count: rowCount)
        let combinations = Combinations(keys, rowCount: rowCount)
        var kept = [Int64?](repeating: nil, count: combinations.count)
        var order = time.map { timeOrder(keys: keys, time: $0) } ?? (0..<rowCount).filter { isKnown(keys, $0) }
        if let time, within == nil {
            order += (0..<rowCount).filter { Combinations.key(time, $0) == Missing.integer && isKnown(keys, $0) }
        }
        for row in order {
            let number = Int(combinations.numbers[row])
            let instant = time.map { Combinations.key($0, row) } ?? 0
            if let last = kept[number], within.map({ instant - last <= $0 }) ?? true {
                flags.base[row] = 1
            } else {
                kept[number] = instant
            }
        }
        return Column(type: .boolean, storage: .bytes(flags))
    }

    /// The rows whose keys and time are known, by time, then in the order of the file.
    private static func timeOrder(keys: [Column], time: Column) -> [Int] {
        var rows: [(time: Int64, row: Int)] = []
        var isSorted = true
        for row in 0..<time.count {
            let instant = Combinations.key(time, row)
            guard instant != Missing.integer, isKnown(keys, row) else { continue }
            isSorted = isSorted && (rows.last.map { $0.time <= instant } ?? true)
            rows.append((instant, row))
        }
        // Extracts come in the order of their times more often than not.
        if !isSorted { rows.sort { ($0.time, $0.row) < ($1.time, $1.row) } }
        return rows.map(\.row)
    }

    private static func isKnown(_ keys: [Column], _ row: Int) -> Bool {
        keys.allSatisfy { column in
            switch column.storage {
            case .bytes(let values): values.base[row] != Missing.boolean
            case .integers(let values): values.base[row] != Missing.integer
            case .numbers(let values), .pairs(let values, _): !values.base[row].isNaN
            case .codes(let codes, _): codes[row] != Missing.code
            }
        }
    }
}
