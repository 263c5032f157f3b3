import CKernels
import Columnar

/// The rows of a table in an order: every sort key becomes an array of integers first, so that comparing two rows never
/// touches a text or a dictionary.
struct SortKeys {
    /// Row by row one integer a key; missing values are the largest, in both directions.
    private let places: Buffer<Int64>
    private let width: Int

    init(_ columns: [(column: Column, isDescending: Bool)]) {
        let keys = columns.map { SortKeys.keys($0.column, $0.isDescending) }
        let rows = keys.first?.count ?? 0
        width = keys.count
        places = Buffer(uninitialized: rows * width)
        for (position, key) in keys.enumerated() {
            for row in 0..<rows { places.base[row * width + position] = key[row] }
        }
    }

    /// Whether a row comes before another; rows with equal keys in their own order.
    func precedes(_ left: Int, _ right: Int) -> Bool {
        let (first, second) = (places.base + left &* width, places.base + right &* width)
        var position = 0
        while position < width {
            if first[position] != second[position] { return first[position] < second[position] }
            position &+= 1
        }
        return left < right
    }

    /// The key of one row of a vector of numbers, times or conditions.
    static func key(_ vector: Vector, _ row: Int, _ isDescending: Bool) -> Int64 {
        let value: Int64
        switch vector.storage {
        case .bytes(let values): value = values[row] == Missing.boolean ? Missing.integer : Int64(values[row])
        case .integers(let values): value = values[row]
        case .numbers(let values): value = values[row].isNaN ? Missing.integer : OrderedKey.key(values[row])
        case .codes, .pairs: preconditionFailure("texts and pairs are sorted as columns")
        }
        // The smallest integer is missing: turned around it is the largest, which is last in both directions.
        if isDescending || value == Missing.integer { return ~value }
        return min(value, Int64.max - 1)
    }

    /// A column's values as whole numbers in the order asked for.
    static func keys(_ column: Column, _ isDescending: Bool) -> [Int64] {
        let missing = Int64.max
        func directed(_ value: Int64) -> Int64 { isDescending ? ~value : min(value, missing - 1) }
        switch column.storage {
        case .bytes(let values): return values.elements.map { $0 == Missing.boolean ? missing : directed(Int64($0)) }
        case .integers(let values): return values.elements.map { $0 == Missing.integer ? missing : directed($0) }
        case .numbers(let values): return values.elements.map { $0.isNaN ? missing : directed(OrderedKey.key($0 + 0)) }
        case .pairs(let tops, let bottoms):
            return zip(tops.elements, bottoms.elements).map { top, bottom in
                let value = top / bottom
                return value.isNaN ? missing : directed(OrderedKey.key(value + 0))
            }
        case .codes(let codes, let dictionary):
            let ranks = ranks(codes, dictionary)
            return (0..<codes.count).map { row in
                codes[row] == Missing.code ? missing : directed(ranks[Int(codes[row])])
            }
        }
    }

    /// The place of each code that occurs among those that occur, in natural order.
    private static func ranks(_ codes: Codes, _ dictionary: TextDictionary) -> [Int64] {
        var ranks = [Int64](repeating: -1, count: dictionary.count + 1)
        var occurring: [UInt32] = []
        for row in 0..<codes.count where ranks[Int(codes[row])] < 0 && codes[row] != Missing.code {
            ranks[Int(codes[row])] = 0
            occurring.append(codes[row])
        }
        switch dictionary.order {
        case .codePoint: occurring = sorted(occurring, dictionary)
        case .numeric: occurring = dictionary.sortedByNumber(occurring)
        case .declared: occurring.sort()
        }
        for (rank, code) in occurring.enumerated() { ranks[Int(code)] = Int64(rank) }
        return ranks
    }

    /// Codes in the order of their texts. Most texts differ within their first eight bytes, which are sorted as one
    /// number; only those that begin alike are compared as texts.
    private static func sorted(_ codes: [UInt32], _ dictionary: TextDictionary) -> [UInt32] {
        let rows = Buffer<tally_keyed_row>(uninitialized: codes.count)
        let scratch = Buffer<tally_keyed_row>(uninitialized: codes.count)
        for (index, code) in codes.enumerated() {
            rows.base[index] = tally_keyed_row(key: prefix(dictionary.utf8(code)), row: code)
        }
        tally_sort_rows(rows.base, scratch.base, codes.count)
        var sorted = rows.elements.map(\.row)
        var start = 0
        while start < sorted.count {
            var end = start + 1
            while end < sorted.count, rows.base[end].key == rows.base[start].key { end += 1 }
            if end - start > 1 { sorted[start..<end].sort { dictionary.precedes($0, $1) } }
            start = end
        }
        return sorted
    }

    /// The first eight bytes as a number in their order.
    private static func prefix(_ text: UnsafeBufferPointer<UInt8>) -> Int64 {
        var prefix: UInt64 = 0
        if text.count >= 8, let base = text.baseAddress {
            prefix = UInt64(bigEndian: UnsafeRawPointer(base).loadUnaligned(as: UInt64.self))
        } else {
            for index in 0..<8 { prefix = prefix << 8 | UInt64(index < text.count ? text[index] : 0) }
        }
        return Int64(bitPattern: prefix ^ 1 << 63)
    }
}
