/// A 64-bit checksum that runs at the speed of memory: eight sums side by side, each fed with every eighth word, turned
/// and multiplied so that every bit of the input reaches every bit of the result.
///
/// Any change within one word changes it for certain, any other change goes unseen once in 2^64. It guards against
/// damage, not against forgery: what depends on the values' ranges is checked besides (`SnapshotColumn`).
struct Checksum {
    private static let lanes = 8
    private static let multiplier: UInt64 = 0x9FB2_1C65_1E98_DF25

    private(set) var value: UInt64 = 0x27D4_EB2F_1656_67C5

    init() {}

    init(_ bytes: UnsafeRawBufferPointer) { add(bytes) }

    /// Adds a run of bytes and its length: two runs are not the same as one of both.
    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        var sums = (0..<Checksum.lanes).map { value &+ UInt64($0) }
        let whole = bytes.count / 64 * 64
        if whole > 0, let base = bytes.baseAddress { Checksum.fold(base, whole, into: &sums) }
        var offset = whole
        while offset < bytes.count {
            var word: UInt64 = 0
            for index in offset..<min(offset + 8, bytes.count) { word = word << 8 | UInt64(bytes[index]) }
            sums[offset / 8 % Checksum.lanes] = Checksum.step(sums[offset / 8 % Checksum.lanes], word)
            offset += 8
        }
        value = Checksum.step(value, UInt64(bytes.count))
        for sum in sums { value = Checksum.step(value, sum) }
    }

    private static func fold(_ base: UnsafeRawPointer, _ count: Int, into sums: inout [UInt64]) {
        var (a, b, c, d) = (sums[0], sums[1], sums[2], sums[3])
        var (e, f, g, h) = (sums[4], sums[5], sums[6], sums[7])
        var word = base
        let end = base + count
        while word < end {
            a = step(a, word.loadUnaligned(as: UInt64.self))
            b = step(b, word.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            c = step(c, word.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
            d = step(d, word.loadUnaligned(fromByteOffset: 24, as: UInt64.self))
            e = step(e, word.loadUnaligned(fromByteOffset: 32, as: UInt64.self))
            f = step(f, word.loadUnaligned(fromByteOffset: 40, as: UInt64.self))
            g = step(g, word.loadUnaligned(fromByteOffset: 48, as: UInt64.self))
            h = step(h, word.loadUnaligned(fromByteOffset: 56, as: UInt64.self))
            word += 64
        }
        sums = [a, b, c, d, e, f, g, h]
    }

    /// For a given sum a bijection of the word, so that no change of a single word is lost.
    @inline(__always) private static func step(_ sum: UInt64, _ word: UInt64) -> UInt64 {
        ((sum << 29 | sum >> 35) ^ word) &* multiplier
    }
}
