/// Turns flags into the list of the rows that have them, eight rows at a time and without a branch: a table gives the
/// places of the bits of every byte.
enum Compaction {
    /// How far beyond the last row a list is written.
    static let slack = 8

    /// The places of the set bits of each byte, in order, then anything.
    private static let places: [SIMD8<UInt32>] = (0..<256).map { byte in
        var places = SIMD8<UInt32>()
        var found = 0
        for bit in 0..<8 where byte >> bit & 1 == 1 {
            places[found] = UInt32(bit)
            found += 1
        }
        return places
    }

    /// Writes the numbers of the rows whose flag is 1; the target has room for `slack` more than the batch.
    /// - Returns: how many there are.
    static func keep(
        _ batch: Batch, _ flags: UnsafePointer<UInt8>, _ target: UnsafeMutablePointer<UInt32>
    ) -> Int {
        var kept = 0
        var index = 0
        if let rows = batch.rows {
            while index < batch.count {
                target[kept] = rows[index]
                kept &+= Int(flags[index] & 1)
                index &+= 1
            }
            return kept
        }
        let words = UnsafeRawPointer(flags)
        let list = UnsafeMutableRawPointer(target)
        var first = UInt32(truncatingIfNeeded: batch.start)
        places.withUnsafeBufferPointer { places in
            while index &+ 8 <= batch.count {
                // The eighth bits are 0 in flags; the product gathers the eight lowest ones in the top byte.
                let word = words.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x0101_0101_0101_0101
                let byte = Int(truncatingIfNeeded: (word &* 0x0102_0408_1020_4080) &>> 56)
                let numbers = places[byte] &+ SIMD8(repeating: first)
                list.storeBytes(of: numbers, toByteOffset: kept &* 4, as: SIMD8<UInt32>.self)
                kept &+= byte.nonzeroBitCount
                first &+= 8
                index &+= 8
            }
        }
        while index < batch.count {
            target[kept] = first
            first &+= 1
            kept &+= Int(flags[index] & 1)
            index &+= 1
        }
        return kept
    }
}
