import CScan

/// Turns the other encodings that exports come in into UTF-8.
enum TextEncoding {
    /// UTF-8 made from UTF-16; nil for bytes that are not. Without a byte order mark the zeros of ASCII characters tell.
    static func fromUTF16(_ bytes: InputBytes, as encoding: InputEncoding? = nil) -> [UInt8]? {
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
            } else if let guess = zeroBytes(bytes) {
                bigEndian = guess
            } else if encoding == .utf16 {
                bigEndian = false
            } else {
                return nil
            }
        }
        let units = ((hasMark ? 1 : 0)..<bytes.count / 2).lazy.map { index -> UInt16 in
            let (first, second) = (UInt16(bytes.base[2 * index]), UInt16(bytes.base[2 * index + 1]))
            return bigEndian ? first << 8 | second : second << 8 | first
        }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        _ = transcode(units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: false) {
            result.append($0)
        }
        return result
    }

    /// Whether the zeros of the first bytes stand at even places (big-endian text) or at odd ones; nil when they are few.
    private static func zeroBytes(_ bytes: InputBytes) -> Bool? {
        let count = min(bytes.count, 4_096) & ~1
        var zeros = [0, 0]
        for index in 0..<count where bytes.base[index] == 0 { zeros[index & 1] += 1 }
        guard count >= 8, (zeros[0] + zeros[1]) * 10 >= count * 3 else { return nil }
        if zeros[0] * 20 <= zeros[1] { return false }
        return zeros[1] * 20 <= zeros[0] ? true : nil
    }

    /// UTF-8 made from bytes of which some are not: Windows-1252, which holds Latin-1, is what old exports without an
    /// encoding mark are written in. When most characters beyond ASCII are good UTF-8 all the same, the file was put
    /// together from both; then only the bytes that are not are converted.
    static func repaired(_ bytes: InputBytes) -> (bytes: [UInt8], isMixed: Bool) {
        var (good, bad) = (0, 0)
        forEachCharacter(bytes) { length, _ in if length > 1 { good += 1 } else { bad += 1 } }
        guard good > bad else { return (fromWindows1252(bytes), false) }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 8)
        var copied = 0
        forEachCharacter(bytes) { length, offset in
            guard length == 1 else { return }
            result.append(contentsOf: bytes[copied..<offset])
            append(bytes.base[offset], to: &result)
            copied = offset + 1
        }
        result.append(contentsOf: bytes[copied..<bytes.count])
        return (result, true)
    }

    /// Visits everything beyond ASCII: characters of UTF-8 with their lengths, and stray bytes with the length 1.
    private static func forEachCharacter(_ bytes: InputBytes, _ body: (_ length: Int, _ offset: Int) -> Void) {
        var offset = 0
        while offset < bytes.count {
            let byte = bytes.base[offset]
            if byte < 0x80 {
                offset += 1
                continue
            }
            let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
            let isGood = offset + length <= bytes.count && tally_is_utf8(bytes.base + offset, length) != 0
            body(isGood ? length : 1, offset)
            offset += isGood ? length : 1
        }
    }

    static func fromWindows1252(_ bytes: InputBytes) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 8)
        for byte in bytes[0..<bytes.count] { append(byte, to: &result) }
        return result
    }

    private static func append(_ byte: UInt8, to result: inout [UInt8]) {
        if byte < 0x80 {
            result.append(byte)
        } else {
            let scalar = byte < 0xA0 ? punctuation[Int(byte) - 0x80] : UInt32(byte)
            result.append(contentsOf: String(Unicode.Scalar(scalar) ?? "\u{FFFD}").utf8)
        }
    }

    /// The characters of 0x80 … 0x9F, the only ones in which Windows-1252 differs from Latin-1.
    private static let punctuation: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D,
        0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D,
        0x17E, 0x178,
    ]
}
