/// Definitions on adjacent lines, with their names and equal signs below each other.
struct DefinitionTable {
    let lines: [String]

    /// Whether a statement is a definition of one line.
    static func holds(_ statement: SyntaxNode) -> Bool {
        switch statement.kind {
        case .defineStatement, .measureStatement, .paramStatement, .spanStatement, .setStatement:
            statement.canonicalText.utf8.count <= Formatter.width
        default: false
        }
    }

    init(_ statements: some Sequence<SyntaxNode>) {
        let rows = statements.map { statement -> [String] in
            let tokens = statement.tokenRange
            let all = CanonicalText(tokens: tokens, of: statement).pieces
            let equal = all.firstIndex { statement.tree.tokens[$0.token].kind == .equal } ?? all.count
            return [
                CanonicalText.row(all.prefix(1)), CanonicalText.row(all[1..<max(1, equal)]),
                CanonicalText.row(all[equal...]),
            ]
        }
        lines = DefinitionTable.aligned(rows)
    }

    /// Rows of cells, each column but the last as wide as its widest cell.
    static func aligned(_ rows: [[String]]) -> [String] {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            rows.map { column < $0.count - 1 ? $0[column].count : 0 }.max() ?? 0
        }
        return rows.map { row in
            row.enumerated().map { column, cell in
                column == row.count - 1 ? cell : cell + String(repeating: " ", count: widths[column] - cell.count)
            }.joined(separator: " ")
        }
    }
}

extension CanonicalText {
    /// Some of the pieces in a row.
    static func row(_ pieces: some Sequence<Piece>) -> String {
        var result = ""
        for piece in pieces { result += (result.isEmpty || !piece.hasSpaceBefore ? "" : " ") + piece.text }
        return result
    }
}
