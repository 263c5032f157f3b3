/// Turns the other encodings that exports come in into UTF-8.
enum TextEncoding {
    /// UTF-8 made from UTF-16 with a byte order mark; nil for bytes without one.
    static func fromUTF16(_ bytes: InputBytes) -> [UInt8]? {
        guard bytes.count >= 2 else { return nil }
        let bigEndian: Bool
        switch (bytes.base[0], bytes.base[1]) {
        case (0xFF, 0xFE): bigEndian = false
        case (0xFE, 0xFF): bigEndian = true
        default: return nil
        }
        let units = (1..<bytes.count / 2).lazy.map { index -> UInt16 in
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

    /// UTF-8 made from Windows-1252, which holds Latin-1: what old exports without an encoding mark are written in.
    static func fromWindows1252(_ bytes: InputBytes) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 8)
        for byte in bytes[0..<bytes.count] {
            if byte < 0x80 {
                result.append(byte)
            } else {
                let scalar = byte < 0xA0 ? punctuation[Int(byte) - 0x80] : UInt32(byte)
                result.append(contentsOf: String(Unicode.Scalar(scalar) ?? "\u{FFFD}").utf8)
            }
        }
        return result
    }

    /// The characters of 0x80 … 0x9F, the only ones in which Windows-1252 differs from Latin-1.
    private static let punctuation: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D,
        0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D,
        0x17E, 0x178,
    ]
}
