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

    /// How many values are best located together.
    package static let block = 64

    /// There is always room for one byte more, so that the place after the last value can be touched.
    private var arena: LargeMemory<UInt8>
    private var ends: LargeMemory<Int>
    private var table: LargeMemory<Slot>
    private var mask: Int

    private var bytes: UnsafeMutablePointer<UInt8> { arena.base }
    /// Where the values begin and, one further, end.
    private var offsets: UnsafeMutablePointer<Int> { ends.base }
    private var slots: UnsafeMutablePointer<Slot> { table.base }

    /// The number of distinct values so far; also the largest code.
    package private(set) var count = 0

    /// The length of all values together.
    package var byteCount: Int { offsets[count] }

    /// How many bytes of memory it has reserved.
    package var memory: Int {
        arena.capacity + ends.capacity * MemoryLayout<Int>.stride + table.capacity * MemoryLayout<Slot>.stride
    }

    package init(capacity: Int = 256) {
        var size = 16
        while size < capacity * 2 { size *= 2 }
        mask = size - 1
        table = LargeMemory(capacity: size)
        ends = LargeMemory(capacity: size / 2 + 2)
        arena = LargeMemory(capacity: 16 * size)
    }

    deinit {
        arena.free(touched: byteCount)
        ends.free(touched: count + 1)
        table.free()
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

    /// The same for a value that `locate` was asked about.
    @inline(__always)
    package mutating func code(
        of value: UnsafePointer<UInt8>, count length: Int, hash: UInt32, candidate: UInt32
    ) -> UInt32 {
        candidate != 0 && matches(candidate, value, count: length)
            ? candidate : code(of: value, count: length, hash: hash)
    }

    /// Finds out which values have these hashes, 0 where none does, and touches the memory that comparing with them needs.
    ///
    /// In a dictionary larger than the cache a lookup waits for memory three times, one after the other. Touching what
    /// many lookups need, one step at a time, makes their waits overlap. The result is good for nothing but keeping
    /// the loads from being optimized away.
    package func locate(
        _ hashes: UnsafePointer<UInt32>, count hashCount: Int, into candidates: UnsafeMutablePointer<UInt32>
    ) -> UInt64 {
        withUnsafeTemporaryAllocation(of: Int.self, capacity: 2 * hashCount) { places in
            let (slots, offsets, bytes, mask) = (slots, offsets, bytes, mask)
            var touched: UInt64 = 0
            for index in 0..<hashCount { touched &+= UInt64(slots[Int(hashes[index]) & mask].code) }
            for index in 0..<hashCount {
                let hash = hashes[index]
                var place = Int(hash) & mask
                while slots[place].code != 0, slots[place].hash != hash { place = (place &+ 1) & mask }
                let code = Int(slots[place].code)
                candidates[index] = slots[place].code
                places[index] = offsets[max(code &- 1, 0)]
                places[hashCount &+ index] = max(offsets[code] &- 1, 0)
            }
            // A value often lies in two cache lines.
            for index in 0..<2 &* hashCount { touched &+= UInt64(bytes[places[index]]) }
            return touched
        }
    }

    /// Looks nothing up any more: every value that is appended gets a code of its own.
    package mutating func stopLookingUp() {
        table.free()
        table = LargeMemory(capacity: 1)
        mask = 0
    }

    /// Adds a value without a look whether it is there already.
    @inline(__always)
    package mutating func append(_ value: UnsafePointer<UInt8>, count length: Int) -> UInt32 {
        let start = offsets[count]
        if start + length >= arena.capacity { arena.grow(to: max(arena.capacity * 2, start + length + 1)) }
        (bytes + start).update(from: value, count: length)
        count += 1
        if count == ends.capacity { ends.grow(to: ends.capacity * 2) }
        offsets[count] = start + length
        return UInt32(count)
    }

    /// The codes here of some of another's values, in their order there; what is new gets the next codes.
    package mutating func add(
        _ values: Range<Int>, of other: borrowing TextDictionaryBuilder, into codes: UnsafeMutablePointer<UInt32>
    ) {
        let (texts, starts) = other.raw
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: TextDictionaryBuilder.block) { buffer in
            guard let hashes = buffer.baseAddress else { return }
            for first in stride(from: values.lowerBound, to: values.upperBound, by: TextDictionaryBuilder.block) {
                let count = min(TextDictionaryBuilder.block, values.upperBound - first)
                let (starts, codes) = (starts + first, codes + (first - values.lowerBound))
                for index in 0..<count {
                    hashes[index] = TextDictionaryBuilder.hash(
                        texts + starts[index], starts[index &+ 1] &- starts[index])
                }
                _ = locate(hashes, count: count, into: codes)
                for index in 0..<count {
                    codes[index] = code(
                        of: texts + starts[index], count: starts[index &+ 1] &- starts[index], hash: hashes[index],
                        candidate: codes[index])
                }
            }
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
                _ = locate(hashes, count: end &- first, into: codes + first)
                for index in first..<end where codes[index] != 0 {
                    let (value, length) = (bytes + offsets[index], offsets[index &+ 1] &- offsets[index])
                    if !matches(codes[index], value, count: length) {
                        codes[index] = find(value, length, hash: hashes[index &- first])
                    }
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

    /// Gives away the memory of the values before one of `0 ..< count`, at which nobody looks any more, nor at the others
    /// otherwise than by `raw`.
    package mutating func release(before value: Int) {
        arena.release(before: offsets[value])
        ends.release(before: value)
    }

    /// The bytes of a value, until the next one is added. The code is 1 … `count`.
    package func utf8(_ code: UInt32) -> UnsafeBufferPointer<UInt8> {
        let start = offsets[Int(code) - 1]
        return UnsafeBufferPointer(start: bytes + start, count: offsets[Int(code)] - start)
    }

    package consuming func build(order: TextOrder = .codePoint) -> TextDictionary {
        let dictionary = TextDictionary(
            bytes: arena.buffer(count: offsets[count]), offsets: ends.buffer(count: count + 1), order: order)
        table.free()
        discard self
        return dictionary
    }

    private mutating func insert(_ value: UnsafePointer<UInt8>, _ length: Int, hash: UInt32, at index: Int) -> UInt32 {
        let code = append(value, count: length)
        slots[index] = Slot(code: code, hash: hash)
        if TextDictionaryBuilder.isFull(count, of: mask + 1) { grow() }
        return code
    }

    /// Whether a table is to grow: at half of its places, and at two thirds where it takes many pages.
    private static func isFull(_ count: Int, of size: Int) -> Bool {
        size <= 1 << 20 ? count * 2 >= size : count * 3 >= size * 2
    }

    /// Makes the table four times as large, or twice where it takes many pages.
    private mutating func grow() {
        let old = table
        let size = old.capacity * (old.capacity < 1 << 20 ? 4 : 2)
        table = LargeMemory(capacity: size)
        mask = size - 1
        let slots = slots
        for place in 0..<old.capacity where old.base[place].code != 0 {
            var index = Int(old.base[place].hash) & mask
            while slots[index].code != 0 { index = (index &+ 1) & mask }
            slots[index] = old.base[place]
        }
        old.free()
    }
}
