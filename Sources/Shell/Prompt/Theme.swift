import Diagnostics
import LanguageService

/// The colours of the input line: the terminal's own sixteen, so that its palette decides what they look like.
struct Theme: Sendable {
    let name: String
    private let codes: [SemanticToken.Kind: String]

    /// A new theme is a line here.
    static let all = [dark, light]

    static let dark = Theme(
        name: "dark",
        codes: [
            .keyword: "1;34", .measure: "36", .function: "36", .column: "0", .definition: "3", .label: "3",
            .source: "35", .parameter: "3", .text: "32", .number: "33", .period: "33", .constant: "33",
            .comment: "2", .unknown: "4;31", .operation: "0",
        ])

    static let light = Theme(
        name: "light",
        codes: [
            .keyword: "1;34", .measure: "35", .function: "35", .column: "0", .definition: "3", .label: "3",
            .source: "36", .parameter: "3", .text: "32", .number: "31", .period: "31", .constant: "31",
            .comment: "2", .unknown: "4;31", .operation: "0",
        ])

    /// The theme of `TALLY_THEME`; without it the one that suits the background that `COLORFGBG` tells of. Nil where neither
    /// says it, and the terminal has to.
    static var chosen: Theme? {
        Terminal.variable("TALLY_THEME").flatMap(named) ?? Terminal.variable("COLORFGBG").flatMap(suiting)
    }

    /// `0;15`: the numbers of the colours of text and background, of which 7 and 9 … 15 are light. Nil for `default`.
    private static func suiting(_ colors: String) -> Theme? {
        guard let background = colors.split(separator: ";").last.flatMap({ Int($0) }) else { return nil }
        return background == 7 || background > 8 ? light : dark
    }

    static func named(_ name: String) -> Theme? { all.first { $0.name == name } }

    /// The text with each token in its colour.
    func colored(_ text: String, _ tokens: [SemanticToken]) -> String {
        let bytes = Array(text.utf8)
        var result = ""
        var position = 0
        func piece(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
        for token in tokens where token.range.start >= position && token.range.end <= bytes.count {
            result += piece(position..<token.range.start)
            let word = piece(token.range.start..<token.range.end)
            let code = codes[token.kind] ?? "0"
            result += code == "0" ? word : "\u{1B}[\(code)m\(word)\u{1B}[0m"
            position = token.range.end
        }
        return result + piece(position..<bytes.count)
    }

    /// A command's word in the colour of keywords.
    func colored(command text: String) -> String {
        let word = text.prefix { !$0.isWhitespace }
        return "\u{1B}[\(codes[.keyword] ?? "1")m\(word)\u{1B}[0m" + text.dropFirst(word.count)
    }
}
