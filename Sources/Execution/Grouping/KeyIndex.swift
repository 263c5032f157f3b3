import Columnar

/// Numbers the combinations of codes that occur, in order of first appearance: an open-addressing hash table.
struct KeyIndex {
    private let dimensionCount: Int
    /// The codes of each combination, one after the other.
    private var codes: [UInt32] = []
    private var slots = [UInt32](repeating: .max, count: 1_024)
    private(set) var count = 0

    init(dimensionCount: Int) { self.dimensionCount = dimensionCount }

    /// The number of the combination in `row` of the code vectors.
    mutating func number(_ keys: [Buffer<UInt32>], _ row: Int) -> UInt32 {
        var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
        for key in keys { hash = KeyIndex.mix(hash, key.base[row]) }
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != .max {
            if matches(Int(slots[slot]), keys, row) { return slots[slot] }
            slot = (slot + 1) & (slots.count - 1)
        }
        slots[slot] = UInt32(count)
        for key in keys { codes.append(key.base[row]) }
        count += 1
        if count * 2 > slots.count { grow() }
        return UInt32(count - 1)
    }

    /// The codes of a combination.
    func codes(of number: Int) -> [UInt32] { Array(codes[number * dimensionCount..<(number + 1) * dimensionCount]) }

    private func matches(_ number: Int, _ keys: [Buffer<UInt32>], _ row: Int) -> Bool {
        for (position, key) in keys.enumerated() where codes[number * dimensionCount + position] != key.base[row] {
            return false
        }
        return true
    }

    private mutating func grow() {
        slots = [UInt32](repeating: .max, count: slots.count * 2)
        for number in 0..<count {
            var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
            for position in 0..<dimensionCount { hash = KeyIndex.mix(hash, codes[number * dimensionCount + position]) }
            var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
            while slots[slot] != .max { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(number)
        }
    }

    @inline(__always) private static func mix(_ hash: UInt64, _ code: UInt32) -> UInt64 {
        let product = (hash ^ UInt64(code)).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        return product.high ^ product.low
    }
}
