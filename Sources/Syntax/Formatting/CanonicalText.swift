import Diagnostics

/// The tokens of a node in their canonical spelling: words of the language in lower case, texts in double quotes, and
/// single spaces where the grammar wants them. Neither capitals nor spaces in a query change the header of a column.
struct CanonicalText {
    struct Piece {
        /// The token's place in the tree.
        let token: Int
        let text: String
        let hasSpaceBefore: Bool
    }

    private(set) var pieces: [Piece] = []
    private let tree: SyntaxTree

    init(_ nodes: [SyntaxNode], in tree: SyntaxTree) {
        self.tree = tree
        for node in nodes { append(node.index) }
    }

    /// Tokens that belong to a statement itself, such as `define slow =`.
    init(tokens: Range<Int>, of node: SyntaxNode) {
        tree = node.tree
        append(node.index, only: tokens)
    }

    /// All pieces in a row.
    var text: String {
        var result = ""
        for (index, piece) in pieces.enumerated() {
            if index > 0, piece.hasSpaceBefore { result += " " }
            result += piece.text
        }
        return result
    }

    private mutating func append(_ index: Int32, only tokens: Range<Int>? = nil) {
        let record = tree.records[Int(index)]
        if let tokens, Int(record.endToken) <= tokens.lowerBound || Int(record.firstToken) >= tokens.upperBound {
            return
        }
        var position = 0
        for entry in tree.children[Int(record.firstChild)..<Int(record.firstChild + record.childCount)] {
            if entry >= 0 {
                append(entry, only: tokens)
            } else if tokens?.contains(Int(~entry)) ?? true {
                append(token: Int(~entry), position, of: record.kind)
            }
            position += 1
        }
    }

    private mutating func append(token index: Int, _ position: Int, of kind: SyntaxKind) {
        let token = tree.tokens[index]
        let text = tree.source.text(token.range)
        let spelling: String
        switch token.kind {
        case .word: spelling = CanonicalText.isName(token, position, of: kind) ? text : text.lowercased()
        case .text: spelling = CanonicalText.inDoubleQuotes(text)
        default: spelling = text
        }
        pieces.append(Piece(token: index, text: spelling, hasSpaceBefore: hasSpace(before: token, position, of: kind)))
    }

    /// Whether a word is somebody's name, whose capitals are kept.
    private static func isName(_ token: Token, _ position: Int, of kind: SyntaxKind) -> Bool {
        switch kind {
        case .name, .label, .reference, .call, .parameterList, .unexpected: true
        case .defineStatement, .measureStatement, .paramStatement, .viewStatement, .spanStatement, .setStatement,
            .datasetStatement, .keyLine, .timeLine, .flagLine, .categoryLine, .numberLine, .textLine, .pointLine,
            .docLine:
            position == 1
        default: false
        }
    }

    private func hasSpace(before token: Token, _ position: Int, of kind: SyntaxKind) -> Bool {
        guard let last = pieces.last else { return true }
        let previous = tree.tokens[last.token]
        switch token.kind {
        case .comma, .rightParenthesis, .semicolon, .percentSign, .endOfText: return false
        case .leftParenthesis where kind == .call || kind == .parameterList: return false
        case .unknown: return !token.touchesPrevious
        default: break
        }
        if previous.kind == .leftParenthesis { return false }
        // Two minus signs that touch begin a comment.
        if previous.kind == .minus, token.kind != .minus, isSign(last.token) { return false }
        return previous.kind != .unknown || !token.touchesPrevious
    }

    /// Whether a minus stands before its operand only.
    private func isSign(_ index: Int) -> Bool {
        guard index > 0 else { return true }
        switch tree.tokens[index - 1].kind {
        case .leftParenthesis, .comma, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .plus, .minus,
            .star, .slash, .tilde:
            return true
        case .word: return tree.tokens[index - 1].keyword?.isReserved == true || tree.tokens[index - 1].namesAggregate
        default: return false
        }
    }

    /// `'it is'` as `"it is"`, where no quote inside stands against it.
    private static func inDoubleQuotes(_ text: String) -> String {
        guard text.utf8.first == UInt8(ascii: "'"), text.utf8.last == UInt8(ascii: "'"), text.utf8.count > 1 else {
            return text
        }
        let content = text.dropFirst().dropLast()
        return content.contains { $0 == "'" || $0 == "\"" } ? text : "\"\(content)\""
    }
}
