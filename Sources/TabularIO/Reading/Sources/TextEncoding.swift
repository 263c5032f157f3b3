import CScan

/// Turns the other encodings that exports come in into UTF-8.
enum TextEncoding {
    /// UTF-8 made from UTF-16; nil for bytes that are not. Without a byte order mark the zeros of ASCII characters tell.
    static func fromUTF16(
        _ bytes: InputBytes, as encoding: InputEncoding? = nil, name: String
    ) throws(LoadError) -> InputBytes? {
        guard bytes.count >= 2 else { return nil }
        let mark = (bytes.base[0], bytes.base[1])
        let hasMark = mark == (0xFF, 0xFE) || mark == (0xFE, 0xFF)
        let bigEndian: Bool
        switch encoding {
        case .utf16BigEndian: bigEndian = true
        case .utf16LittleEndian: bigEndian = false
        default:
            if hasMark {
                bigEndian = mark == (0xFE, 0xFF)
            } else if let guess = zeroBytes(bytes.start) {
                bigEndian = guess
            } else if encoding == .utf16 {
                bigEndian = false
            } else {
                return nil
            }
        }
        let spool = Spool(for: name)
        let count = bytes.count / 2
        var start = hasMark ? 1 : 0
        while start < count {
            // A unit of two bytes takes three in UTF-8 at most.
            guard let room = spool.room(for: 3 * unitsPerBlock), let target = room.baseAddress else { break }
            let block = start..<min(start + unitsPerBlock, count)
            let (taken, made) = convert(bytes.base, block, of: count, bigEndian: bigEndian, to: target)
            spool.advance(by: made)
            bytes.release(2 * start..<2 * (start + taken))
            start += taken
        }
        return try spool.finish()
    }

    /// Whether a text that begins so is read as UTF-16.
    static func isUTF16(_ start: UnsafeBufferPointer<UInt8>) -> Bool {
        start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) || zeroBytes(start) != nil
    }

    private static let unitsPerBlock = 1 << 18

    /// Converts a block of units, and one more where it ends inside a pair. Half a pair becomes U+FFFD.
    private static func convert(
        _ base: UnsafePointer<UInt8>, _ block: Range<Int>, of count: Int, bigEndian: Bool,
        to target: UnsafeMutablePointer<UInt8>
    ) -> (taken: Int, made: Int) {
        let (high, low) = bigEndian ? (0, 1) : (1, 0)
        var (index, made) = (block.lowerBound, 0)
        while index < block.upperBound {
            var scalar = UInt32(base[2 &* index &+ high]) << 8 | UInt32(base[2 &* index &+ low])
            index &+= 1
            if scalar < 0x80 {
                target[made] = UInt8(truncatingIfNeeded: scalar)
                made &+= 1
                continue
            }
            if scalar & 0xF800 == 0xD800 {
                let next =
                    index < count ? UInt32(base[2 &* index &+ high]) << 8 | UInt32(base[2 &* index &+ low]) : 0
                if scalar < 0xDC00, next & 0xFC00 == 0xDC00 {
                    scalar = 0x10000 &+ ((scalar & 0x3FF) << 10 | (next & 0x3FF))
                    index &+= 1
                } else {
                    scalar = 0xFFFD
                }
            }
            made &+= put(scalar, at: target + made)
        }
        return (index - block.lowerBound, made)
    }

    /// Writes a character beyond ASCII as UTF-8; how many bytes that took.
    @inline(__always)
    private static func put(_ scalar: UInt32, at target: UnsafeMutablePointer<UInt8>) -> Int {
        func continuation(_ shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: 0x80 | (scalar >> shift & 0x3F)) }
        if scalar < 0x800 {
            target[0] = UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6)
            target[1] = continuation(0)
            return 2
        }
        if scalar < 0x10000 {
            target[0] = UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12)
            (target[1], target[2]) = (continuation(6), continuation(0))
            return 3
        }
        target[0] = UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18)
        (target[1], target[2], target[3]) = (continuation(12), continuation(6), continuation(0))
        return 4
    }

    /// Whether the zeros of the first bytes stand at even places (big-endian text) or at odd ones; nil when they are few.
    private static func zeroBytes(_ start: UnsafeBufferPointer<UInt8>) -> Bool? {
        let count = start.count & ~1
        var zeros = [0, 0]
        for index in 0..<count where start[index] == 0 { zeros[index & 1] += 1 }
        guard count >= 8, (zeros[0] + zeros[1]) * 10 >= count * 3 else { return nil }
        if zeros[0] * 20 <= zeros[1] { return false }
        return zeros[1] * 20 <= zeros[0] ? true : nil
    }

    /// UTF-8 made from bytes of which some are not: Windows-1252, which holds Latin-1, is what old exports without an
    /// encoding mark are written in. When most characters beyond ASCII are good UTF-8 all the same, the file was put
    /// together from both; then only the bytes that are not are converted.
    static func repaired(_ bytes: InputBytes, name: String) throws(LoadError) -> (bytes: InputBytes, isMixed: Bool) {
        var (good, bad) = (0, 0)
        bytes.forEachBlock { block in
            forEachCharacter(bytes, block) { length, _ in if length > 1 { good += 1 } else { bad += 1 } }
            return true
        }
        guard good > bad else { return (try fromWindows1252(bytes, name: name), false) }
        let spool = Spool(for: name)
        bytes.forEachBlock { block in
            var copied = block.lowerBound
            forEachCharacter(bytes, block) { length, offset in
                guard length == 1 else { return }
                spool.append(bytes[copied..<offset])
                guard let room = spool.room(for: 3), let target = room.baseAddress else { return }
                spool.advance(by: put(scalar(bytes.base[offset]), at: target))
                copied = offset + 1
            }
            spool.append(bytes[copied..<block.upperBound])
            return spool.failure == nil
        }
        return (try spool.finish(), true)
    }

    /// Visits everything beyond ASCII: characters of UTF-8 with their lengths, and stray bytes with the length 1.
    static func forEachCharacter(
        _ bytes: InputBytes, _ block: Range<Int>, _ body: (_ length: Int, _ offset: Int) -> Void
    ) {
        var offset = block.lowerBound
        while offset < block.upperBound {
            let byte = bytes.base[offset]
            if byte < 0x80 {
                offset += 1
                continue
            }
            let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
            let isGood = offset + length <= block.upperBound && tally_is_utf8(bytes.base + offset, length) != 0
            body(isGood ? length : 1, offset)
            offset += isGood ? length : 1
        }
    }

    static func fromWindows1252(_ bytes: InputBytes, name: String) throws(LoadError) -> InputBytes {
        let spool = Spool(for: name)
        bytes.forEachBlock { block in
            guard let room = spool.room(for: 3 * block.count), let target = room.baseAddress else { return false }
            var made = 0
            for offset in block {
                let byte = bytes.base[offset]
                if byte < 0x80 {
                    target[made] = byte
                    made &+= 1
                } else {
                    made &+= put(scalar(byte), at: target + made)
                }
            }
            spool.advance(by: made)
            return true
        }
        return try spool.finish()
    }

    /// What a byte beyond ASCII stands for in Windows-1252.
    private static func scalar(_ byte: UInt8) -> UInt32 {
        byte < 0xA0 ? punctuation[Int(byte) - 0x80] : UInt32(byte)
    }

    /// The characters of 0x80 … 0x9F, the only ones in which Windows-1252 differs from Latin-1.
    private static let punctuation: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D,
        0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D,
        0x17E, 0x178,
    ]
}
