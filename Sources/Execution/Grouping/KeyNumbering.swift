import Columnar

/// Numbers the distinct keys among very many, on all threads.
///
/// The keys are first parted by their hash, so that each part has a table of its own that lies in the cache; parts have no
/// key in common, and nobody waits for another. Numbers go by part and, within one, by first appearance: they depend on the
/// keys alone.
struct KeyNumbering {
    /// What stands for no key; it gets the number `UInt32.max`.
    static let none = UInt64.max

    /// The number of each key.
    let numbers: Buffer<UInt32>
    /// The keys by number.
    let distinct: Buffer<UInt64>

    /// Rows a part, about: a table of their keys has twice as many places, of 12 bytes.
    private static let partSize = 8_192

    init(_ keys: Buffer<UInt64>, _ options: ExecutionOptions) throws(ExecutionError) {
        var bits = 0
        while bits < 12, keys.count >> bits > KeyNumbering.partSize { bits += 1 }
        let order = try KeyNumbering.parted(keys, bits: bits, options)
        let numbers = Buffer<UInt32>(repeating: .max, count: keys.count)
        let parts = 1 << bits
        let found = Buffer<UInt64>(uninitialized: keys.count)
        let counts = Buffer<Int>(repeating: 0, count: parts)
        var each = options
        each.morselSize = 1
        final class Worker {}
        _ = try Morsels.run(rowCount: parts, options: each, makeWorker: Worker.init) { _, part, _, _ in
            let rows = order.starts[part]..<order.starts[part + 1]
            // The distinct keys of a part take the places of its rows.
            counts[part] = KeyNumbering.number(keys, order.rows, rows, numbers, found.base + rows.lowerBound)
        }
        var firsts = [0]
        for part in 0..<parts { firsts.append(firsts[part] + counts[part]) }
        let distinct = Buffer<UInt64>(uninitialized: firsts[parts])
        let starts = firsts
        _ = try Morsels.run(rowCount: parts, options: each, makeWorker: Worker.init) { _, part, _, _ in
            let start = order.starts[part]
            (distinct.base + starts[part]).update(from: found.base + start, count: counts[part])
            let first = UInt32(starts[part])
            for place in start..<order.starts[part + 1] { numbers[Int(order.rows[place])] &+= first }
        }
        self.numbers = numbers
        self.distinct = distinct
    }

    /// The places of the keys part by part, in their order within one, and where each part starts.
    private static func parted(
        _ keys: Buffer<UInt64>, bits: Int, _ options: ExecutionOptions
    ) throws(ExecutionError) -> (rows: Buffer<UInt32>, starts: [Int]) {
        let parts = 1 << bits
        let size = options.morselSize
        let morsels = (keys.count + size - 1) / size
        // By morsel and part: how many keys, then where the next one goes.
        let counts = Buffer<UInt32>(repeating: 0, count: morsels * parts)
        final class Worker {}
        _ = try Morsels.run(rowCount: keys.count, options: options, makeWorker: Worker.init) { _, morsel, start, end in
            let own = counts.base + morsel * parts
            for row in start..<end where keys.base[row] != none { own[part(keys.base[row], bits)] &+= 1 }
        }
        var starts: [Int] = []
        var next = 0
        for part in 0..<parts {
            starts.append(next)
            for morsel in 0..<morsels {
                let count = Int(counts[morsel * parts + part])
                counts[morsel * parts + part] = UInt32(next)
                next += count
            }
        }
        starts.append(next)
        let rows = Buffer<UInt32>(uninitialized: next)
        _ = try Morsels.run(rowCount: keys.count, options: options, makeWorker: Worker.init) { _, morsel, start, end in
            let own = counts.base + morsel * parts
            for row in start..<end where keys.base[row] != none {
                let part = part(keys.base[row], bits)
                rows.base[Int(own[part])] = UInt32(truncatingIfNeeded: row)
                own[part] &+= 1
            }
        }
        return (rows, starts)
    }

    /// Numbers the keys of one part from 0, and lists the distinct ones.
    private static func number(
        _ keys: Buffer<UInt64>, _ rows: Buffer<UInt32>, _ range: Range<Int>, _ numbers: Buffer<UInt32>,
        _ distinct: UnsafeMutablePointer<UInt64>
    ) -> Int {
        guard !range.isEmpty else { return 0 }
        let slotBits = Int.bitWidth - (2 * range.count - 1).leadingZeroBitCount
        let mask = 1 << slotBits - 1
        let slots = Buffer<UInt32>(repeating: .max, count: mask + 1)
        var next: UInt32 = 0
        for place in range {
            let row = Int(rows.base[place])
            let key = keys.base[row]
            // The upper bits have chosen the part.
            var slot = Int(truncatingIfNeeded: hash(key)) & mask
            while slots.base[slot] != .max, distinct[Int(slots.base[slot])] != key { slot = (slot &+ 1) & mask }
            if slots.base[slot] == .max {
                slots.base[slot] = next
                distinct[Int(next)] = key
                next &+= 1
            }
            numbers.base[row] = slots.base[slot]
        }
        return Int(next)
    }

    @inline(__always) private static func part(_ key: UInt64, _ bits: Int) -> Int {
        Int(truncatingIfNeeded: hash(key) >> UInt64(64 &- bits))
    }

    @inline(__always) private static func hash(_ key: UInt64) -> UInt64 {
        let product = key.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        return product.high ^ product.low
    }
}
