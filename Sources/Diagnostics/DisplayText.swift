/// Text made safe and fit for a line of a terminal.
package enum DisplayText {
    /// The text in one line: a line end shows as `↵`, a tab as a space, and every other control character, C1 codes and
    /// bidirectional overrides included, as `·`, so that a cell can neither move the cursor nor reorder the line.
    package static func visible(_ text: String) -> String {
        var text = text
        let isPlain = text.withUTF8 { bytes in
            var isPlain = true
            for byte in bytes { isPlain = isPlain && byte >= 0x20 && byte < 0x7F }
            return isPlain
        }
        if isPlain { return text }
        var scalars = String.UnicodeScalarView()
        var afterReturn = false
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x0A where afterReturn: break
            case 0x0A, 0x0D, 0x2028, 0x2029: scalars.append("↵")
            case 0x09: scalars.append(" ")
            case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: scalars.append("·")
            default: scalars.append(scalar)
            }
            afterReturn = scalar.value == 0x0D
        }
        return String(scalars)
    }

    /// The text, or as much of it as fits in `width` cells with `…` behind it.
    package static func cut(_ text: String, to width: Int) -> String {
        guard displayWidth(text) > width else { return text }
        var result = ""
        var used = 0
        for character in text {
            let next = displayWidth(String(character))
            if used + next > width - 1 { break }
            result.append(character)
            used += next
        }
        return width > 0 ? result + "…" : ""
    }

    package static func padded(_ text: String, to width: Int, right: Bool) -> String {
        let space = String(repeating: " ", count: max(0, width - displayWidth(text)))
        return right ? space + text : text + space
    }

    /// Lines of at most `width` cells, broken at spaces; a longer word stands alone and is cut.
    package static func wrapped(_ text: String, to width: Int) -> [String] {
        let words = text.split(separator: " ")
        guard !words.isEmpty else { return [] }
        return wordWrapped(words.joined(separator: " "), to: width).map { cut($0, to: width) }
    }
}
