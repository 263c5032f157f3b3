package import Diagnostics
import Syntax

extension Script {
    /// The changes that bring the text into its canonical form, one a statement that is not in it.
    ///
    /// - Parameter range: only the statements that it touches; nil formats the whole text, with the space between them.
    package func formatting(in range: SourceRange? = nil) -> [TextEdit] {
        guard let range else {
            return edit(SourceRange(0, source.count), to: Formatter.format(tree)).map { [$0] } ?? []
        }
        return statements.compactMap { statement in
            let place = statement.range
            guard place.start <= range.end, range.start <= place.end, !place.isEmpty else { return nil }
            let formatted = Formatter.format(Parser.parse(SourceText(statement.text, name: source.name)))
            return edit(place, to: String(formatted.dropLast(while: \.isNewline)))
        }
    }

    /// A replacement of no more than what differs; nil where nothing does.
    private func edit(_ range: SourceRange, to text: String) -> TextEdit? {
        let old = Array(source.bytes[range.start..<range.end])
        let new = Array(text.utf8)
        guard old != new else { return nil }
        var start = 0
        while start < min(old.count, new.count), old[start] == new[start] { start += 1 }
        var end = 0
        while end < min(old.count, new.count) - start, old[old.count - 1 - end] == new[new.count - 1 - end] { end += 1 }
        // Characters stay whole.
        while start > 0, start < new.count,
            new[start] & 0xC0 == 0x80 || (start < old.count && old[start] & 0xC0 == 0x80)
        {
            start -= 1
        }
        while end > 0, new[new.count - end] & 0xC0 == 0x80 { end -= 1 }
        return TextEdit(
            SourceRange(range.start + start, range.end - end),
            String(decoding: new[start..<new.count - end], as: UTF8.self))
    }
}

extension String {
    fileprivate func dropLast(while isDropped: (Character) -> Bool) -> Substring {
        var rest = self[...]
        while let last = rest.last, isDropped(last) { rest.removeLast() }
        return rest
    }
}
