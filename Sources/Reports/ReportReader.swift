internal import Diagnostics
internal import Syntax

/// Takes a report apart line by line.
struct ReportReader {
    private let source: SourceText
    private(set) var parts: [ReportText.Part] = []
    /// The bytes of the script: those of the report with text blanked.
    private var bytes: [UInt8]
    /// The text that is being gathered.
    private var pieces: [ReportText.Piece] = []

    init(_ source: SourceText) {
        self.source = source
        bytes = source.bytes.map { ReportReader.isLineEnd($0) ? $0 : UInt8(ascii: " ") }
    }

    var script: String { String(decoding: bytes, as: UTF8.self) }

    // MARK: - Markdown

    /// A fence that is open.
    private struct Fence {
        let line: FenceLine
        /// Where the line after it begins.
        let start: Int

        var isTally: Bool { line.word == "tally" }
    }

    /// Fences of other languages are text, and what looks like a query in them is none.
    mutating func readMarkdown() {
        var open: Fence?
        for line in 0..<source.lineCount {
            let range = self.range(ofLine: line)
            let text = source.text(range)
            let found = FenceLine(text)
            if let fence = open {
                let closes = found?.closes(fence.line) ?? false
                if closes { open = nil }
                if fence.isTally {
                    if closes { addCode(SourceRange(fence.start, range.start)) }
                } else {
                    add(words: text)
                }
            } else if let found {
                open = Fence(line: found, start: range.end)
                if found.word != "tally" { add(words: text) }
            } else {
                add(line: range)
            }
        }
        if let open, open.isTally { addCode(SourceRange(open.start, source.count)) }
        endText()
    }

    /// A line that opens or closes a fence.
    struct FenceLine {
        private let character: Character
        private let count: Int
        /// The first word behind the fence, in lower case.
        let word: String

        /// Nil for every other line.
        init?(_ line: some StringProtocol) {
            let text = line.drop { $0 == " " || $0 == "\t" }
            guard let first = text.first, first == "`" || first == "~" else { return nil }
            (character, count) = (first, text.prefix { $0 == first }.count)
            let rest = text.dropFirst(count)
            guard count >= 3, first == "~" || !rest.contains("`") else { return nil }
            word = rest.split(whereSeparator: \.isWhitespace).first.map { $0.lowercased() } ?? ""
        }

        /// Whether the line ends what another one opened.
        func closes(_ other: FenceLine) -> Bool {
            character == other.character && count >= other.count && word.isEmpty
        }
    }

    // MARK: - Scripts

    /// Lines of comment that are no part of a statement are text, without the dashes.
    mutating func readScript() {
        bytes = source.bytes
        let statements = Parser.parse(source).root.nodes.map(\.range).filter { !$0.isEmpty }
        var codeStart: Int?
        for line in 0..<source.lineCount {
            let range = self.range(ofLine: line)
            let text = source.text(range)
            let indent = text.utf8.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count
            let isInside = statements.contains { $0.start < range.start && range.start + indent < $0.end }
            guard text.utf8.dropFirst(indent).starts(with: "--".utf8), !isInside else {
                if codeStart == nil, !text.allSatisfy(\.isWhitespace) {
                    endText()
                    codeStart = range.start
                } else if codeStart == nil {
                    add(words: "\n")
                }
                continue
            }
            if let start = codeStart { addCode(SourceRange(start, range.start)) }
            codeStart = nil
            for index in range.start..<range.end where !ReportReader.isLineEnd(bytes[index]) {
                bytes[index] = UInt8(ascii: " ")
            }
            let space = text.utf8.dropFirst(indent + 2).first == UInt8(ascii: " ") ? 1 : 0
            add(line: SourceRange(range.start + indent + 2 + space, range.end))
        }
        if let start = codeStart { addCode(SourceRange(start, source.count)) }
        endText()
    }

    // MARK: - Text and code

    private mutating func addCode(_ range: SourceRange) {
        endText()
        parts.append(.code(range))
        for index in range.start..<range.end { bytes[index] = source.bytes[index] }
    }

    private mutating func add(words: String) { pieces.append(.words(words)) }

    /// A line of text with its inline queries. What stands between back-quotes, or behind a backslash, is none.
    private mutating func add(line: SourceRange) {
        var start = line.start
        var index = line.start
        var ticks = 0
        while index < line.end {
            let byte = source.bytes[index]
            if byte == UInt8(ascii: "`") {
                var end = index
                while end < line.end, source.bytes[end] == byte { end += 1 }
                ticks = ticks == 0 ? end - index : ticks == end - index ? 0 : ticks
                index = end
            } else if byte == UInt8(ascii: "\\") {
                index += 2
            } else if ticks == 0, let end = endOfValue(at: index, in: line) {
                add(words: source.text(SourceRange(start, index)))
                addValue(SourceRange(index + 2, end - 2))
                (start, index) = (end, end)
            } else {
                index += 1
            }
        }
        add(words: source.text(SourceRange(start, line.end)))
    }

    /// Where an inline query ends that begins here, behind its braces.
    private func endOfValue(at start: Int, in line: SourceRange) -> Int? {
        guard starts(with: "{{", at: start, in: line) else { return nil }
        return (start + 2..<line.end).first { starts(with: "}}", at: $0, in: line) }.map { $0 + 2 }
    }

    private func starts(with text: String, at index: Int, in line: SourceRange) -> Bool {
        let count = text.utf8.count
        return index + count <= line.end && source.bytes[index..<index + count].elementsEqual(text.utf8)
    }

    private mutating func addValue(_ range: SourceRange) {
        pieces.append(.value(range))
        for index in range.start..<range.end { bytes[index] = source.bytes[index] }
        // The statement before it ended with its line or with this.
        bytes[range.end] = UInt8(ascii: ";")
    }

    private mutating func endText() {
        let isEmpty = pieces.allSatisfy { piece in
            if case .words(let words) = piece { words.allSatisfy(\.isWhitespace) } else { false }
        }
        if !isEmpty { parts.append(.text(pieces)) }
        pieces = []
    }

    /// A line with its end.
    private func range(ofLine line: Int) -> SourceRange {
        SourceRange(source.start(ofLine: line), source.start(ofLine: line + 1))
    }

    private static func isLineEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
}
