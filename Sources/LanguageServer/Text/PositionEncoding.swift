import Diagnostics
import JSON

/// What a client counts along a line: UTF-16 code units unless both sides agree on something else.
enum PositionEncoding: String, Sendable, CaseIterable {
    case utf8 = "utf-8"
    case utf16 = "utf-16"
    case utf32 = "utf-32"

    /// The first encoding that the client offers, which is the one that it likes best; UTF-16 where it offers none.
    static func chosen(from offered: JSONValue) -> PositionEncoding {
        offered.asArray?.lazy.compactMap { $0.asText.flatMap(PositionEncoding.init) }.first ?? .utf16
    }

    /// The offset of a position; one beyond a line's or the text's end is that end, one inside a character its start.
    func offset(line: Int, character: Int, in source: SourceText) -> Int {
        guard line >= 0 else { return 0 }
        guard line < source.lineCount else { return source.count }
        let range = source.lineRange(line)
        var left = max(0, character)
        var offset = range.start
        while offset < range.end, left > 0 {
            let (bytes, units) = size(source.bytes[offset])
            guard units <= left, offset + bytes <= range.end else { break }
            left -= units
            offset += bytes
        }
        return offset
    }

    func position(of offset: Int, in source: SourceText) -> (line: Int, character: Int) {
        let offset = min(max(0, offset), source.count)
        let line = source.line(at: offset)
        var place = source.lineRange(line).start
        var character = 0
        while place < offset {
            let (bytes, units) = size(source.bytes[place])
            guard place + bytes <= offset else { break }
            place += bytes
            character += units
        }
        return (line, character)
    }

    /// The bytes of the character that starts with a byte, and the units that it counts for.
    private func size(_ lead: UInt8) -> (bytes: Int, units: Int) {
        let bytes = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        switch self {
        case .utf8: return (bytes, bytes)
        case .utf16: return (bytes, bytes == 4 ? 2 : 1)
        case .utf32: return (bytes, 1)
        }
    }
}

extension PositionEncoding {
    func json(_ offset: Int, in source: SourceText) -> JSONValue {
        let position = position(of: offset, in: source)
        return ["line": .integer(position.line), "character": .integer(position.character)]
    }

    func json(_ range: SourceRange, in source: SourceText) -> JSONValue {
        ["start": json(range.start, in: source), "end": json(range.end, in: source)]
    }

    func offset(_ position: JSONValue, in source: SourceText) -> Int? {
        guard let line = position["line"].asInteger, let character = position["character"].asInteger else { return nil }
        return offset(line: line, character: character, in: source)
    }

    func range(_ range: JSONValue, in source: SourceText) -> SourceRange? {
        guard let start = offset(range["start"], in: source), let end = offset(range["end"], in: source) else {
            return nil
        }
        return SourceRange(start, end)
    }
}
