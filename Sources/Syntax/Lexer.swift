import Diagnostics

/// Cuts a source text into tokens. It never fails: what it does not know becomes `unknown` tokens.
struct Lexer {
    private let bytes: [UInt8]
    private let words = WordTable.shared
    private var position = 0
    private var tokens: [Token] = []
    private var diagnostics: [Diagnostic] = []

    private init(_ source: SourceText) {
        bytes = source.bytes
        tokens.reserveCapacity(bytes.count / 4 + 8)
    }

    static func tokenize(_ source: SourceText) -> (tokens: [Token], diagnostics: [Diagnostic]) {
        var lexer = Lexer(source)
        lexer.run()
        return (lexer.tokens, lexer.diagnostics)
    }

    private mutating func run() {
        while true {
            let before = position
            let lineBreaks = skipTrivia()
            let start = position
            let kind = position < bytes.count ? scan() : .endOfText
            let entry = kind == .word ? words.entry(bytes[start..<position]) : nil
            tokens.append(
                Token(
                    kind: kind, keyword: entry?.keyword, start: start, end: position,
                    startsLine: lineBreaks.any || before == 0, followsBlankLine: lineBreaks.blankLine,
                    touchesPrevious: start == before && before > 0,
                    namesAggregate: kind == .word && (entry?.namesAggregate == true || isQuantile(start))))
            if kind == .endOfText { return }
        }
    }

    /// `p00` … `p99`.
    private func isQuantile(_ start: Int) -> Bool {
        position - start == 3 && bytes[start] | 32 == UInt8(ascii: "p") && isDigit(bytes[start + 1])
            && isDigit(bytes[start + 2])
    }

    /// Skips space and comments; says whether a line ended and whether a whole line was empty (a comment line is not).
    private mutating func skipTrivia() -> (any: Bool, blankLine: Bool) {
        var any = false
        var blankLine = false
        var lineIsEmpty = position == 0
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                if any, lineIsEmpty { blankLine = true }
                any = true
                lineIsEmpty = true
                position += 1
                if byte == UInt8(ascii: "\r"), peek(0) == UInt8(ascii: "\n") { position += 1 }
            case UInt8(ascii: " "), UInt8(ascii: "\t"), 0x0B, 0x0C: position += 1
            case 0xC2 where peek(1) == 0xA0: position += 2  // no-break space, from pasted text
            case 0xEF where position == 0 && peek(1) == 0xBB && peek(2) == 0xBF: position += 3  // byte order mark
            case UInt8(ascii: "-") where peek(1) == UInt8(ascii: "-"):
                lineIsEmpty = false
                while position < bytes.count, !isLineEnd(bytes[position]) { position += 1 }
            default: return (any, blankLine)
            }
        }
        return (any, blankLine)
    }

    private mutating func scan() -> TokenKind {
        let byte = bytes[position]
        if let close = curlyQuote { return scanCurlyQuoted(close) }
        if isLetter(byte) { return scanWord() }
        if isDigit(byte) { return scanNumber() }
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return scanQuoted(byte, kind: .text)
        case UInt8(ascii: "`"): return scanQuoted(byte, kind: .quotedName)
        case UInt8(ascii: "("): return take(1, .leftParenthesis)
        case UInt8(ascii: ")"): return take(1, .rightParenthesis)
        case UInt8(ascii: ","): return take(1, .comma)
        case UInt8(ascii: ";"): return take(1, .semicolon)
        case UInt8(ascii: "|"): return peek(1) == byte ? take(2, .unknown) : take(1, .bar)
        case UInt8(ascii: "="): return "=<>~".utf8.contains(peek(1)) ? take(2, .unknown) : take(1, .equal)
        case UInt8(ascii: "!"): return peek(1) == UInt8(ascii: "=") ? take(2, .notEqual) : take(1, .unknown)
        case UInt8(ascii: "<"):
            if peek(1) == UInt8(ascii: ">") { return take(2, .unknown) }
            return peek(1) == UInt8(ascii: "=") ? take(2, .lessOrEqual) : take(1, .less)
        case UInt8(ascii: ">"): return peek(1) == UInt8(ascii: "=") ? take(2, .greaterOrEqual) : take(1, .greater)
        case UInt8(ascii: "~"): return take(1, .tilde)
        case UInt8(ascii: "+"): return take(1, .plus)
        case UInt8(ascii: "-"): return take(1, .minus)
        case UInt8(ascii: "*"): return take(1, .star)
        case UInt8(ascii: "/"): return take(1, .slash)
        case UInt8(ascii: "%"): return take(1, .percentSign)
        case UInt8(ascii: "&"): return take(peek(1) == byte ? 2 : 1, .unknown)
        // `#3`, by which a prompt knows a result.
        case UInt8(ascii: "#") where isDigit(peek(1)):
            position += 1
            return scanWord()
        default: return take(1, .unknown)
        }
    }

    private mutating func scanWord() -> TokenKind {
        while position < bytes.count, isLetter(bytes[position]) || isDigit(bytes[position]), curlyQuote == nil {
            position += 1
        }
        return .word
    }

    private mutating func scanQuoted(_ quote: UInt8, kind: TokenKind) -> TokenKind {
        let start = position
        position += 1
        while position < bytes.count, !isLineEnd(bytes[position]) {
            if bytes[position] == quote {
                position += 1
                if peek(0) != quote { return kind }
            }
            position += 1
        }
        // An unclosed text ends with its line or before the clause that surely follows on it, so that what stands
        // behind keeps its meaning.
        position = clauseInside(start + 1, position) ?? position
        while position > start + 1, bytes[position - 1] == UInt8(ascii: " ") { position -= 1 }
        let mark = String(Unicode.Scalar(quote))
        diagnostics.append(
            Diagnostic(
                id: "unclosed-quote", at: SourceRange(start, position),
                kind == .quotedName
                    ? "the name in back-quotes is not closed on its line"
                    : "the text that starts with `\(mark)` is not closed on its line",
                fixIts: [
                    FixIt("add the closing \(mark)", range: SourceRange(position, position), replacement: mark)
                ]))
        return kind
    }

    /// Where, in a text that is not closed, a clause begins: a word that seldom stands in values, or `group by` and
    /// `sort by`, between spaces.
    private func clauseInside(_ start: Int, _ end: Int) -> Int? {
        var place = start
        while place < end {
            let wordStart = place
            while place < end, isLetter(bytes[place]) { place += 1 }
            if place > wordStart, wordStart > start, bytes[wordStart - 1] == UInt8(ascii: " "),
                place == end || bytes[place] == UInt8(ascii: " ")
            {
                switch words.entry(bytes[wordStart..<place])?.keyword {
                case .show, .where, .having: return wordStart
                case .group, .sort:
                    let next = place + 1
                    if next + 2 <= end, words.entry(bytes[next..<next + 2])?.keyword == .by { return wordStart }
                default: break
                }
            }
            if place == wordStart { place += 1 }
        }
        return nil
    }

    // MARK: - Curly quotes

    /// At a curly quote, as word processors write them: the last byte of the one that closes it.
    private var curlyQuote: UInt8? {
        guard bytes[position] == 0xE2, peek(1) == 0x80 else { return nil }
        switch peek(2) {
        case 0x9C, 0x9D, 0x9E: return 0x9D
        case 0x98, 0x99, 0x9A: return 0x99
        default: return nil
        }
    }

    /// A text in curly quotes is read as the text it was meant to be, and reported.
    private mutating func scanCurlyQuoted(_ close: UInt8) -> TokenKind {
        let start = position
        position += 3
        let contentStart = position
        while position < bytes.count, !isLineEnd(bytes[position]), curlyQuote != close { position += 1 }
        let content = String(decoding: bytes[contentStart..<position], as: UTF8.self)
        if position < bytes.count, !isLineEnd(bytes[position]) { position += 3 }
        let range = SourceRange(start, position)
        let straight = content.contains("\"") ? "'" : "\""
        diagnostics.append(
            Diagnostic(
                id: "curly-quotes", at: range, "text stands in straight quotes",
                fixIts: [
                    FixIt("write straight quotes", range: range, replacement: straight + content + straight)
                ]))
        return .text
    }

    private mutating func scanNumber() -> TokenKind {
        if scanDate() { return .date }
        scanDigits()
        if peek(0) == UInt8(ascii: "."), isDigit(peek(1)) {
            position += 1
            scanDigits()
        }
        if peek(0) | 32 == UInt8(ascii: "e"), isDigit(peek(1)) || (peek(1) == UInt8(ascii: "-") && isDigit(peek(2))) {
            position += 2
            scanDigits()
            return .number
        }
        if peek(0) == UInt8(ascii: "%") { return take(1, .percent) }
        let unitStart = position
        while position < bytes.count, isLetter(bytes[position]) || isDigit(bytes[position]) { position += 1 }
        guard position > unitStart else { return .number }
        let unit = String(decoding: bytes[unitStart..<position], as: UTF8.self).lowercased()
        switch unit {
        case "pp": return .points
        case "s", "min", "h", "d", "bd", "w", "mo", "y": return .duration
        case "m", "km", "ft", "mi": return .length
        case "st", "nd", "rd", "th":
            // `90th percentile` is a measure in other words, which the parser tells.
            if startsPercentile { return .number }
            fallthrough
        default:
            diagnostics.append(
                Diagnostic(
                    id: "unknown-unit", at: SourceRange(unitStart, position), "`\(unit)` is no unit",
                    advice: "units are s min h d bd w mo y, pp, %, m km ft mi"))
            return .number
        }
    }

    private var startsPercentile: Bool {
        let word = Array(" percentile".utf8)
        return bytes[position...].prefix(word.count).elementsEqual(word) { $0 | 32 == $1 }
    }

    private mutating func scanDigits() {
        while position < bytes.count,
            isDigit(bytes[position]) || (bytes[position] == UInt8(ascii: "_") && isDigit(peek(1)))
        {
            position += 1
        }
    }

    /// `dddd-…`: a date shape without spaces is a period or a date, never a subtraction.
    private mutating func scanDate() -> Bool {
        guard (0..<4).allSatisfy({ isDigit(peek($0)) }), peek(4) == UInt8(ascii: "-") else { return false }
        let unit = peek(5) | 32
        if unit == UInt8(ascii: "q"), isDigit(peek(6)) {
            position += 7
        } else if unit == UInt8(ascii: "w"), isDigit(peek(6)) {
            position += isDigit(peek(7)) ? 8 : 7
        } else if isDigit(peek(5)) {
            position += isDigit(peek(6)) ? 7 : 6
            if peek(0) == UInt8(ascii: "-"), isDigit(peek(1)) {
                position += isDigit(peek(2)) ? 3 : 2
                scanClock()
            }
        } else {
            return false
        }
        return true
    }

    private mutating func scanClock() {
        guard peek(0) | 32 == UInt8(ascii: "t"), isDigit(peek(1)) else { return }
        position += 1
        while isDigit(peek(0)) || (peek(0) == UInt8(ascii: ":") && isDigit(peek(1)))
            || (peek(0) == UInt8(ascii: ".") && isDigit(peek(1)))
        {
            position += 1
        }
    }

    private mutating func take(_ length: Int, _ kind: TokenKind) -> TokenKind {
        position += length
        if kind == .unknown {
            // A character of several bytes stays whole.
            while position < bytes.count, bytes[position] & 0xC0 == 0x80 { position += 1 }
        }
        return kind
    }

    private func peek(_ distance: Int) -> UInt8 {
        position + distance < bytes.count ? bytes[position + distance] : 0
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
    private func isLineEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }

    /// Letters, `_`, and every byte of a non-ASCII character: names may be in any script.
    private func isLetter(_ byte: UInt8) -> Bool {
        (byte >= 97 && byte <= 122) || (byte >= 65 && byte <= 90) || byte == 95 || byte >= 128
    }
}
