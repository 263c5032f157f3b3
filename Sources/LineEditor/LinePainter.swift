internal import CReadline
internal import Diagnostics

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Paints the line in colours over what Readline has laid out, with a hint behind it and a preview under it.
///
/// All movement is relative, so that it stays right when the screen scrolls.
struct LinePainter {
    private let prompt: String
    private let promptWidth: Int
    /// Whether something stands behind the text that Readline knows nothing of.
    private(set) var hasDecorations = false

    private static let dim = "\u{1B}[2m"
    private static let plain = "\u{1B}[0m"

    init(prompt: String) {
        self.prompt = prompt
        promptWidth = displayWidth(prompt)
    }

    /// A place on the screen, in rows and columns from the start of the prompt.
    private struct Place {
        var row = 0
        var column: Int

        /// Where the cursor is behind a text that starts here, on a screen of some columns.
        func advanced(over text: some StringProtocol, columns: Int) -> Place {
            var place = self
            for character in text {
                if character == "\n" {
                    place = Place(row: place.row + 1, column: 0)
                    continue
                }
                let width = displayWidth(String(character))
                if place.column + width > columns { place = Place(row: place.row + 1, column: 0) }
                place.column += width
            }
            if place.column >= columns { place = Place(row: place.row + 1, column: 0) }
            return place
        }
    }

    /// Paints everything; the cursor is where Readline put it, and is there again afterwards.
    mutating func paint(_ text: String, cursor: Int, colored: String, hint: String?, preview: String?) {
        guard let size = LinePainter.screen else { return }
        let start = Place(column: promptWidth)
        let point = start.advanced(over: LinePainter.prefix(text, cursor), columns: size.columns)
        let end = start.advanced(over: text, columns: size.columns)
        // What does not fit on the screen has scrolled away and cannot be painted over.
        guard end.row + 2 < size.rows else { return }
        var output = "\u{1B}[?25l\r" + LinePainter.up(point.row) + "\u{1B}[J" + prompt + colored + LinePainter.plain
        if end.column == 0, end.row > 0, !text.hasSuffix("\n") { output += " \r" }
        var last = end
        hasDecorations = false
        if let hint, !hint.isEmpty, end.column + 2 < size.columns {
            let shown = LinePainter.cut(hint, to: size.columns - end.column - 1)
            output += LinePainter.dim + shown + LinePainter.plain
            last.column += displayWidth(shown)
            hasDecorations = true
        }
        if let preview, !preview.isEmpty {
            output += "\r\n" + LinePainter.dim + DisplayText.cut(preview, to: size.columns - 1)
            output += LinePainter.plain
            last.row += 1
            hasDecorations = true
        }
        output += "\r" + LinePainter.up(last.row - point.row) + LinePainter.right(point.column) + "\u{1B}[?25h"
        LinePainter.write(output)
    }

    /// Takes hint and preview away, before a key is worked on that may end the line.
    mutating func clearDecorations(_ text: String, cursor: Int) {
        guard hasDecorations, let size = LinePainter.screen else { return }
        hasDecorations = false
        let start = Place(column: promptWidth)
        let point = start.advanced(over: LinePainter.prefix(text, cursor), columns: size.columns)
        let end = start.advanced(over: text, columns: size.columns)
        LinePainter.write(
            "\r" + LinePainter.down(end.row - point.row) + LinePainter.right(end.column) + "\u{1B}[J\r"
                + LinePainter.up(end.row - point.row) + LinePainter.right(point.column))
    }

    // MARK: - Pieces

    private static func prefix(_ text: String, _ bytes: Int) -> String {
        String(decoding: text.utf8.prefix(bytes), as: UTF8.self)
    }

    private static func cut(_ text: String, to width: Int) -> String {
        var result = ""
        var used = 0
        for character in text where character != "\n" {
            let next = displayWidth(String(character))
            if used + next > width { break }
            used += next
            result.append(character)
        }
        return result
    }

    private static func up(_ rows: Int) -> String { rows > 0 ? "\u{1B}[\(rows)A" : "" }
    private static func down(_ rows: Int) -> String { rows > 0 ? "\u{1B}[\(rows)B" : "" }
    private static func right(_ columns: Int) -> String { columns > 0 ? "\u{1B}[\(columns)C" : "" }

    static var screen: (rows: Int, columns: Int)? {
        var rows: Int32 = 0
        var columns: Int32 = 0
        rl_get_screen_size(&rows, &columns)
        return rows > 0 && columns > 8 ? (Int(rows), Int(columns)) : nil
    }

    static func write(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            var start = 0
            while start < bytes.count {
                let written = Platform.write(bytes, from: start)
                if written <= 0 { break }
                start += written
            }
        }
    }
}

private enum Platform {
    static func write(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        guard let base = bytes.baseAddress else { return 0 }
        #if canImport(Glibc)
            return Glibc.write(STDOUT_FILENO, base + start, bytes.count - start)
        #else
            return Darwin.write(STDOUT_FILENO, base + start, bytes.count - start)
        #endif
    }
}
