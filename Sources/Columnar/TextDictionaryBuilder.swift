/// Collects distinct byte strings and hands out their codes: an open-addressing hash table over one arena of bytes.
///
/// It works on raw memory because a load asks it once per text cell: a hit in a small dictionary takes a few
/// nanoseconds. The memory of the arena and of the offsets passes to the dictionary without a copy.
package struct TextDictionaryBuilder: ~Copyable {
    /// A value's code (0 when the slot is free) beside its hash, so that neither a lookup that fails nor growing
    /// touches anything but the table.
    private struct Slot {
        var code: UInt32
        var hash: UInt32
    }

    /// How many lookups are warmed together (`warm`).
    package static let block = 64

    private var bytes: UnsafeMutablePointer<UInt8>
    /// One less than is allocated, so that the place after the last value can be touched.
    private var byteCapacity: Int
    private var offsets: UnsafeMutablePointer<Int>
    private var valueCapacity: Int
    private var slots: UnsafeMutablePointer<Slot>
    private var mask: Int

    /// The number of distinct values so far; also the largest code.
    package private(set) var count = 0

    /// The length of all values together.
    package var byteCount: Int { offsets[count] }

    /// How many bytes of memory it has reserved.
    package var memory: Int {
        byteCapacity + valueCapacity * MemoryLayout<Int>.stride + (mask + 1) * MemoryLayout<Slot>.stride
    }

    package init(capacity: Int = 256) {
        var size = 16
        while size < capacity * 2 { size *= 2 }
        mask = size - 1
        slots = LargeMemory.allocate(capacity: size)
        slots.initialize(repeating: Slot(code: 0, hash: 0), count: size)
        valueCapacity = size / 2 + 1
        offsets = .allocate(capacity: valueCapacity + 1)
        offsets[0] = 0
        byteCapacity = 16 * size
        bytes = .allocate(capacity: byteCapacity + 1)
    }

    deinit {
        bytes.deallocate()
        offsets.deallocate()
        slots.deallocate()
    }

    /// The code of a value; a new one gets the next code.
    package mutating func code(of value: UnsafeBufferPointer<UInt8>) -> UInt32 {
        guard let start = value.baseAddress else { return code(of: UnsafePointer(bytes), count: 0) }
        return code(of: start, count: value.count)
    }

    package mutating func code(of value: String) -> UInt32 {
        var value = value
        return value.withUTF8 { code(of: $0) }
    }

    /// The code of the `length` bytes at `value`; a new value gets the next code.
    package mutating func code(of value: UnsafePointer<UInt8>, count length: Int) -> UInt32 {
        code(of: value, count: length, hash: TextDictionaryBuilder.hash(value, length))
    }

    /// The same for a value whose hash is known.
    package mutating func code(of value: UnsafePointer<UInt8>, count length: Int, hash: UInt32) -> UInt32 {
        var index = Int(hash) & mask
        while true {
            let slot = slots[index]
            if slot.code == 0 { break }
            if slot.hash == hash, matches(slot.code, value, count: length) { return slot.code }
            index = (index &+ 1) & mask
        }
        return insert(value, length, hash: hash, at: index)
    }

    /// Touches the memory that looking up these hashes will need.
    ///
    /// In a dictionary larger than the cache a lookup waits for memory three times, one after the other. Touching what
    /// many lookups need, one step at a time, makes their waits overlap. The result is good for nothing but keeping
    /// the loads from being optimized away.
    package func warm(_ hashes: UnsafePointer<UInt32>, count hashCount: Int) -> UInt64 {
        withUnsafeTemporaryAllocation(of: Int.self, capacity: 2 * hashCount) { places in
            var touched: UInt64 = 0
            for index in 0..<hashCount { places[index] = Int(slots[Int(hashes[index]) & mask].code) }
            for index in 0..<hashCount {
                let code = places[index]
                places[index] = offsets[max(code &- 1, 0)]
                places[hashCount &+ index] = max(offsets[code] &- 1, 0)
            }
            // A value often lies in two cache lines.
            for index in 0..<2 &* hashCount { touched &+= UInt64(bytes[places[index]]) }
            return touched
        }
    }

    /// The code of a value; 0 when it lacks.
    package func find(_ value: UnsafePointer<UInt8>, count length: Int) -> UInt32 {
        find(value, length, hash: TextDictionaryBuilder.hash(value, length))
    }

    @inline(__always)
    private func find(_ value: UnsafePointer<UInt8>, _ length: Int, hash: UInt32) -> UInt32 {
        var index = Int(hash) & mask
        while true {
            let slot = slots[index]
            if slot.code == 0 || slot.hash == hash && matches(slot.code, value, count: length) { return slot.code }
            index = (index &+ 1) & mask
        }
    }

    /// The codes of all of another's values, in their order there; 0 for those that lack.
    package func find(
        valuesOf other: borrowing TextDictionaryBuilder, into codes: UnsafeMutablePointer<UInt32>
    ) {
        let (count, bytes, offsets) = (other.count, UnsafePointer(other.bytes), UnsafePointer(other.offsets))
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: TextDictionaryBuilder.block) { buffer in
            guard let hashes = buffer.baseAddress else { return }
            var first = 0
            while first < count {
                let end = min(first &+ TextDictionaryBuilder.block, count)
                for index in first..<end {
                    hashes[index &- first] = TextDictionaryBuilder.hash(
                        bytes + offsets[index], offsets[index &+ 1] &- offsets[index])
                }
                _ = warm(hashes, count: end &- first)
                for index in first..<end {
                    codes[index] = find(
                        bytes + offsets[index], offsets[index &+ 1] &- offsets[index], hash: hashes[index &- first])
                }
                first = end
            }
        }
    }

    /// Whether the value with `code` (1 … `count`) is the `length` bytes at `value`: the test for "as in the row
    /// before".
    @inline(__always)
    package func matches(_ code: UInt32, _ value: UnsafePointer<UInt8>, count length: Int) -> Bool {
        let start = offsets[Int(code) &- 1]
        guard offsets[Int(code)] &- start == length else { return false }
        return TextDictionaryBuilder.equal(UnsafeRawPointer(bytes + start), UnsafeRawPointer(value), length)
    }

    /// Where the values lie until the next one is added, as `TextDictionary.raw` tells.
    package var raw: (bytes: UnsafePointer<UInt8>, offsets: UnsafePointer<Int>) {
        (UnsafePointer(bytes), UnsafePointer(offsets))
    }

    /// The bytes of a value, until the next one is added. The code is 1 … `count`.
    package func utf8(_ code: UInt32) -> UnsafeBufferPointer<UInt8> {
        let start = offsets[Int(code) - 1]
        return UnsafeBufferPointer(start: bytes + start, count: offsets[Int(code)] - start)
    }

    package consuming func build(order: TextOrder = .codePoint) -> TextDictionary {
        let dictionary = TextDictionary(
            bytes: Buffer(adopting: bytes, count: offsets[count]), offsets: Buffer(adopting: offsets, count: count + 1),
            order: order)
        slots.deallocate()
        discard self
        return dictionary
    }

    private mutating func insert(_ value: UnsafePointer<UInt8>, _ length: Int, hash: UInt32, at index: Int) -> UInt32 {
        let start = offsets[count]
        if start + length > byteCapacity {
            byteCapacity = max(byteCapacity * 2, start + length)
            bytes = TextDictionaryBuilder.regrown(bytes, used: start, capacity: byteCapacity + 1)
        }
        (bytes + start).update(from: value, count: length)
        count += 1
        if count > valueCapacity {
            valueCapacity *= 2
            offsets = TextDictionaryBuilder.regrown(offsets, used: count, capacity: valueCapacity + 1)
        }
        offsets[count] = start + length
        slots[index] = Slot(code: UInt32(count), hash: hash)
        let code = UInt32(count)
        if count * 2 > mask + 1 { grow() }
        return code
    }

    /// Makes the table four times as large, or twice where it takes many pages.
    private mutating func grow() {
        let (oldSlots, oldSize) = (slots, mask + 1)
        let size = oldSize * (oldSize < 1 << 20 ? 4 : 2)
        slots = LargeMemory.allocate(capacity: size)
        slots.initialize(repeating: Slot(code: 0, hash: 0), count: size)
        mask = size - 1
        for old in 0..<oldSize where oldSlots[old].code != 0 {
            var index = Int(oldSlots[old].hash) & mask
            while slots[index].code != 0 { index = (index &+ 1) & mask }
            slots[index] = oldSlots[old]
        }
        oldSlots.deallocate()
    }

    private static func regrown<Element>(
        _ old: UnsafeMutablePointer<Element>, used: Int, capacity: Int
    ) -> UnsafeMutablePointer<Element> {
        let new: UnsafeMutablePointer<Element> = LargeMemory.allocate(capacity: capacity)
        new.moveInitialize(from: old, count: used)
        old.deallocate()
        return new
    }

    /// Equality eight bytes at a time; the last step overlaps the one before.
    @inline(__always)
    private static func equal(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ count: Int) -> Bool {
        func word(_ pointer: UnsafeRawPointer, _ offset: Int) -> UInt64 {
            pointer.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        }
        if count >= 8 {
            var index = 0
            while index &+ 8 <= count {
                if word(left, index) != word(right, index) { return false }
                index &+= 8
            }
            return word(left, count &- 8) == word(right, count &- 8)
        }
        return short(left, count) == short(right, count)
    }

    /// Up to seven bytes as one number; different texts of one length give different numbers.
    @inline(__always)
    private static func short(_ value: UnsafeRawPointer, _ count: Int) -> UInt64 {
        if count >= 4 {
            let low = value.loadUnaligned(as: UInt32.self)
            let high = value.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
            return UInt64(high) &<< 32 | UInt64(low)
        }
        guard count > 0 else { return 0 }
        let first = value.load(as: UInt8.self)
        let middle = value.load(fromByteOffset: count &>> 1, as: UInt8.self)
        let last = value.load(fromByteOffset: count &- 1, as: UInt8.self)
        return UInt64(first) | UInt64(middle) &<< 8 | UInt64(last) &<< 16
    }

    /// Eight bytes at a time, multiplied and folded: short city text in a few nanoseconds.
    package static func hash(_ value: UnsafePointer<UInt8>, _ count: Int) -> UInt32 {
        let raw = UnsafeRawPointer(value)
        var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: count)
        if count >= 8 {
            var index = 0
            while index &+ 8 < count {
                hash = fold(hash ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                index &+= 8
            }
            hash = fold(hash ^ raw.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self))
        } else {
            hash = fold(hash ^ short(raw, count) &* 0xA24B_AED4_963E_E407)
        }
        return UInt32(truncatingIfNeeded: hash ^ hash &>> 32)
    }

    @inline(__always) private static func fold(_ value: UInt64) -> UInt64 {
        let product = value.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        return product.high ^ product.low
    }
}
