/// Numbers pairs of codes in order of first appearance: an open-addressing hash table of 64-bit keys.
///
/// Combinations of more than two codes are pairs of pairs: the number of the first two with the third, and so on.
package struct KeyIndex {
    /// Per slot the number of the key that lives there, `UInt32.max` when free.
    private var slots: Buffer<UInt32>
    private var keys: Buffer<UInt64>
    package private(set) var count = 0
    private var mask: Int

    package init() {
        slots = Buffer(repeating: .max, count: 4_096)
        keys = Buffer(uninitialized: 2_048)
        mask = 4_095
    }

    /// Replaces each first code by the number of its pair.
    package mutating func number(
        _ first: UnsafeMutablePointer<UInt32>, _ second: UnsafePointer<UInt32>, count rows: Int
    ) {
        // Room for all rows before the first: nothing grows while they are numbered.
        while count + rows > keys.count { grow() }
        for row in 0..<rows { first[row] = number(UInt64(first[row]) << 32 | UInt64(second[row])) }
    }

    /// Adds a pair, unless it is there.
    package mutating func insert(_ first: UInt32, _ second: UInt32) {
        if count == keys.count { grow() }
        _ = number(UInt64(first) << 32 | UInt64(second))
    }

    /// The number of a key, for one more of which there is room.
    @inline(__always)
    private mutating func number(_ key: UInt64) -> UInt32 {
        var slot = KeyIndex.hash(key) & mask
        while slots.base[slot] != .max, keys.base[Int(slots.base[slot])] != key { slot = (slot &+ 1) & mask }
        if slots.base[slot] == .max {
            slots.base[slot] = UInt32(count)
            keys.base[count] = key
            count &+= 1
        }
        return slots.base[slot]
    }

    /// The pair of a number.
    package func pair(_ number: Int) -> (first: UInt32, second: UInt32) {
        (UInt32(truncatingIfNeeded: keys.base[number] >> 32), UInt32(truncatingIfNeeded: keys.base[number]))
    }

    /// Doubles the table; it is at most half full.
    private mutating func grow() {
        let larger = Buffer<UInt64>(uninitialized: keys.count * 2)
        larger.base.update(from: keys.base, count: count)
        keys = larger
        slots = Buffer(repeating: .max, count: slots.count * 2)
        mask = slots.count - 1
        for number in 0..<count {
            var slot = KeyIndex.hash(keys.base[number]) & mask
            while slots.base[slot] != .max { slot = (slot &+ 1) & mask }
            slots.base[slot] = UInt32(number)
        }
    }

    @inline(__always) private static func hash(_ key: UInt64) -> Int {
        let product = key.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        return Int(truncatingIfNeeded: product.high ^ product.low)
    }
}
