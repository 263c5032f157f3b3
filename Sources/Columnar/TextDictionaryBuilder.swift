/// Collects distinct byte strings and hands out their codes: an open-addressing hash table over one arena of bytes.
package struct TextDictionaryBuilder: ~Copyable {
    private var bytes: [UInt8] = []
    private var offsets: [Int] = [0]
    /// Per slot the code of the value that lives there, 0 when free.
    private var slots: [UInt32]
    /// Per value its hash, so that growing does not read the bytes again.
    private var hashes: [UInt64] = []
    private var mask: Int

    package init(capacity: Int = 256) {
        var size = 16
        while size < capacity * 2 { size *= 2 }
        slots = Array(repeating: 0, count: size)
        mask = size - 1
    }

    /// The number of distinct values so far; also the largest code.
    package var count: Int { hashes.count }

    /// The code of a value; a new one gets the next code.
    package mutating func code(of value: UnsafeBufferPointer<UInt8>) -> UInt32 {
        let hash = TextDictionaryBuilder.hash(value)
        var slot = Int(truncatingIfNeeded: hash) & mask
        while true {
            let code = slots[slot]
            if code == 0 { break }
            if hashes[Int(code) - 1] == hash, matches(code, value) { return code }
            slot = (slot &+ 1) & mask
        }
        bytes.append(contentsOf: value)
        offsets.append(bytes.count)
        hashes.append(hash)
        let code = UInt32(hashes.count)
        slots[slot] = code
        if hashes.count * 2 > slots.count { grow() }
        return code
    }

    package mutating func code(of value: String) -> UInt32 {
        var value = value
        return value.withUTF8 { code(of: $0) }
    }

    package consuming func build(order: TextOrder = .codePoint) -> TextDictionary {
        TextDictionary(bytes: Buffer(bytes), offsets: Buffer(offsets), order: order)
    }

    private func matches(_ code: UInt32, _ value: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = offsets[Int(code) - 1]
        guard offsets[Int(code)] - start == value.count else { return false }
        return bytes.withUnsafeBufferPointer { bytes in
            for index in 0..<value.count where bytes[start + index] != value[index] { return false }
            return true
        }
    }

    private mutating func grow() {
        mask = slots.count * 2 - 1
        slots = Array(repeating: 0, count: mask + 1)
        for (index, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash) & mask
            while slots[slot] != 0 { slot = (slot &+ 1) & mask }
            slots[slot] = UInt32(index + 1)
        }
    }

    /// Eight bytes at a time, multiplied and folded: short city text in a few nanoseconds.
    private static func hash(_ value: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(value.count)
        var index = 0
        let raw = UnsafeRawPointer(value.baseAddress)
        if let raw {
            while index &+ 8 <= value.count {
                hash = fold(hash ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                index &+= 8
            }
        }
        var tail: UInt64 = 0
        while index < value.count {
            tail = tail << 8 | UInt64(value[index])
            index &+= 1
        }
        return fold(hash ^ tail)
    }

    @inline(__always) private static func fold(_ value: UInt64) -> UInt64 {
        let product = value.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        return product.high ^ product.low
    }
}
