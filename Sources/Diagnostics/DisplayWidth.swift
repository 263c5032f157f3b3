/// The number of terminal cells that a text takes: 2 for East Asian wide characters and emoji, 0 for combining marks.
public func displayWidth(_ text: some StringProtocol) -> Int { displayWidth(String(text)) }

/// The same for a whole string. Most texts are ASCII, where no code points have to be put together to characters.
public func displayWidth(_ text: String) -> Int {
    let asciiWidth = text.utf8.withContiguousStorageIfAvailable { bytes -> Int? in
        var union: UInt8 = 0
        for byte in bytes { union |= byte }
        return union < 0x80 ? bytes.count : nil
    }
    if let width = asciiWidth ?? nil { return width }
    var width = 0
    for character in text {
        guard let first = character.unicodeScalars.first else { continue }
        if first.isASCII {
            width += 1
        } else if first.properties.isEmojiPresentation || isWide(first.value)
            || character.unicodeScalars.contains("\u{FE0F}")
        {
            width += 2
        } else if !isZeroWidth(first) {
            width += 1
        }
    }
    return width
}

private func isZeroWidth(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: true
    default: false
    }
}

/// The blocks that Unicode's EastAsianWidth.txt gives as W or F.
private func isWide(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
        0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
        0x1F900...0x1F9FF, 0x20000...0x3FFFD:
        true
    default: false
    }
}
