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
        if dictionary.order == .codePoint {
            // Most texts differ within their first eight bytes, which compare as one number.
            let prefixed = occurring.map { (prefix: prefix(dictionary.utf8($0)), code: $0) }
            occurring = prefixed.sorted { left, right in
                left.prefix == right.prefix ? dictionary.precedes(left.code, right.code) : left.prefix < right.prefix
            }.map(\.code)
        } else {
            occurring.sort { dictionary.precedes($0, $1) }
        }
        for (rank, code) in occurring.enumerated() { ranks[Int(code)] = Int64(rank) }
        return ranks
    }

    private static func prefix(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var prefix: UInt64 = 0
        for index in 0..<8 { prefix = prefix << 8 | UInt64(index < text.count ? text[index] : 0) }
        return prefix
    }
}
