internal import Columnar

/// What stands in a cell of a sheet.
enum WorkbookCell: Hashable {
    case blank
    case text(String)
    case number(Double)
    case boolean(Bool)

    /// The most characters of a cell, as Excel counts them.
    private static let limit = 32_767

    /// Text as a sheet can hold it: without what XML cannot say, and cut where a cell ends.
    static func of(text: String) -> WorkbookCell { .text(legal(text)) }

    /// Control characters are spelt as Excel spells them (`_x001B_`), and so is what would be read as such a spelling.
    static func legal(_ text: String) -> String {
        var text = text
        let isPlain = text.withUTF8 { bytes in
            bytes.count <= limit
                && !bytes.contains { $0 < 0x20 && $0 != 0x0A && $0 != 0x09 || $0 == 0x5F || $0 >= 0x7F }
        }
        if isPlain { return text }
        var result = String.UnicodeScalarView()
        var units = 0
        let scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            var spelt: [Unicode.Scalar] = [scalar]
            switch scalar.value {
            case 0x0D where index + 1 < scalars.count && scalars[index + 1] == "\n": continue
            case 0x09, 0x0A: break
            case 0..<0x20: spelt = Array("_x\(hexadecimal(UInt64(scalar.value), 4).uppercased())_".unicodeScalars)
            case 0x5F where isSpelling(scalars[index...]): spelt = Array("_x005F_".unicodeScalars)
            case 0xFFFE, 0xFFFF: spelt = ["\u{FFFD}"]
            default: break
            }
            let size = spelt.reduce(0) { $0 + ($1.value > 0xFFFF ? 2 : 1) }
            if units + size > limit - 1, index + 1 < scalars.count || units + size > limit {
                result.append("…")
                break
            }
            units += size
            result.append(contentsOf: spelt)
        }
        return String(result)
    }

    /// Whether a text begins like `_x001B_`.
    private static func isSpelling(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        guard scalars.count >= 7 else { return false }
        let start = scalars.startIndex
        return scalars[start + 1] == "x" && scalars[start + 6] == "_"
            && scalars[start + 2..<start + 6].allSatisfy { $0.properties.isASCIIHexDigit }
    }
}
