import Diagnostics

/// The lines of one statement.
struct StatementLayout {
    private let tree: SyntaxTree
    private let comments: Comments
    private(set) var lines: [String] = []

    /// A piece of a statement that has a line of its own when the statement does not fit on one.
    private struct Segment {
        let tokens: Range<Int>
        var opening = ""
        let nodes: [SyntaxNode]
    }

    init(_ statement: SyntaxNode, _ tree: SyntaxTree, _ comments: Comments) {
        self.tree = tree
        self.comments = comments
        if StatementLayout.isMistaken(statement, tree) {
            lines = [statement.text]
        } else if statement.kind == .datasetStatement {
            writeDataset(statement)
        } else {
            write(segments(of: statement), statement)
        }
    }

    /// Whether the parser found something wrong inside a statement, or in the separator behind it.
    static func isMistaken(_ statement: SyntaxNode, _ tree: SyntaxTree) -> Bool {
        let range = statement.range
        // Of a last `|` without a stage the finding stands at what follows, which is no part of the statement.
        return statement.kind == .unexpected || tree.tokens[statement.tokenRange.upperBound - 1].kind == .bar
            || tree.diagnostics.contains { $0.range.start <= range.end && $0.range.end >= range.start }
    }

    // MARK: - Segments

    /// The pieces of a statement in their canonical order.
    private func segments(of statement: SyntaxNode) -> [Segment] {
        guard let query = statement.first(.query) else {
            return [Segment(tokens: statement.tokenRange, nodes: [])]
        }
        var result: [Segment] = []
        let head = statement.tokenRange.lowerBound..<query.tokenRange.lowerBound
        if !head.isEmpty { result.append(Segment(tokens: head, nodes: [])) }
        for (number, stage) in query.nodes(.stage).enumerated() {
            let parts = stage.nodes.filter { !$0.tokenRange.isEmpty }
            let ordered = parts.enumerated().sorted { left, right in
                let (a, b) = (rank(left.element), rank(right.element))
                return (a, left.offset) < (b, right.offset)
            }
            for (position, part) in ordered.map(\.element).enumerated() {
                let opening = number > 0 && position == 0 ? "| " : ""
                result.append(Segment(tokens: part.tokenRange, opening: opening, nodes: [part]))
            }
        }
        let tail = query.tokenRange.upperBound..<statement.tokenRange.upperBound
        if !tail.isEmpty { result.append(Segment(tokens: tail, nodes: [])) }
        return result
    }

    private func rank(_ part: SyntaxNode) -> Int { part.isExplainedMeasure ? -1 : ClauseOrder.rank(part.kind) }

    // MARK: - Lines

    private mutating func write(_ segments: [Segment], _ statement: SyntaxNode) {
        let pieces = segments.map { segment in
            segment.nodes.isEmpty
                ? CanonicalText(tokens: segment.tokens, of: statement).pieces
                : CanonicalText(segment.nodes, in: tree).pieces
        }
        let single = zip(segments, pieces).map { $0.opening + CanonicalText.row($1) }.joined(separator: " ")
        let isBroken = segments.contains {
            tree.tokens[$0.tokens.lowerBound].startsLine && $0.tokens.lowerBound > statement.tokenRange.lowerBound
        }
        if !isBroken, single.count <= Formatter.width, !comments.stand(within: statement.tokenRange) {
            lines = [single]
            return
        }
        for (number, segment) in segments.enumerated() {
            let indent = number == 0 ? "" : "  "
            let opening = openingComments(
                segment, isFirst: segment.tokens.lowerBound == statement.tokenRange.lowerBound)
            lines += opening.map { indent + $0 }
            lines += broken(
                pieces[number], start: indent + segment.opening, breaks: breaks(in: segment, statement))
            let behind = segment.tokens.upperBound
            if behind < statement.tokenRange.upperBound, let trailing = comments.before(behind).trailing {
                lines[lines.count - 1] += "  \(trailing)"
            }
        }
    }

    /// The comments above a segment, with those around the `|` before it.
    private func openingComments(_ segment: Segment, isFirst: Bool) -> [String] {
        guard !isFirst else { return [] }
        let first = segment.tokens.lowerBound
        var found = comments.before(first).own.map(\.text)
        if tree.tokens[first - 1].kind == .bar {
            found =
                comments.before(first - 1).own.map(\.text)
                + [comments.before(first).trailing].compactMap { $0 } + found
        }
        return found
    }

    /// The tokens before which a long segment may go on in a new line: behind commas, before `and` and `or`.
    private func breaks(in segment: Segment, _ statement: SyntaxNode) -> Set<Int> {
        var result: Set<Int> = []
        func visit(_ node: SyntaxNode) {
            for token in node.tokenIndices {
                switch tree.tokens[token].kind {
                case .comma: result.insert(token + 1)
                case .word where node.kind == .andExpression || node.kind == .orExpression: result.insert(token)
                default: break
                }
            }
            for child in node.nodes where child.kind == .andExpression || child.kind == .orExpression { visit(child) }
        }
        for node in segment.nodes.isEmpty ? [statement] : segment.nodes { visit(node) }
        // At the start of a line these words would begin a statement.
        return result.filter { segment.tokens.contains($0) && tree.tokens[$0].keyword?.startsStatement != true }
    }

    /// Pieces in a line, and in further ones where comments end it or it gets too long.
    private func broken(_ pieces: [CanonicalText.Piece], start: String, breaks: Set<Int>) -> [String] {
        let indent = String(repeating: " ", count: start.prefix { $0 == " " || $0 == "|" }.count + 2)
        var lines = [start]
        var isFresh = true
        for (number, piece) in pieces.enumerated() {
            if number > 0 {
                let trivia = comments.before(piece.token)
                if let trailing = trivia.trailing { lines[lines.count - 1] += "  \(trailing)" }
                for comment in trivia.own { lines.append(indent + comment.text) }
                if trivia.trailing != nil || !trivia.own.isEmpty {
                    lines.append(indent)
                    isFresh = true
                } else if breaks.contains(piece.token), !isFresh {
                    // What follows up to the next break must fit.
                    let rest = pieces[number...].prefix { $0.token == piece.token || !breaks.contains($0.token) }
                    if (lines.last?.count ?? 0) + 1 + CanonicalText.row(rest).count > Formatter.width {
                        lines.append(indent)
                        isFresh = true
                    }
                }
            }
            lines[lines.count - 1] += (isFresh || !piece.hasSpaceBefore ? "" : " ") + piece.text
            isFresh = false
        }
        return lines
    }

    // MARK: - Datasets

    /// A profile's lines, with kinds, names and headers below each other.
    private mutating func writeDataset(_ statement: SyntaxNode) {
        let rows = statement.nodes
        let head =
            statement.tokenRange.lowerBound..<(rows.first?.tokenRange.lowerBound ?? statement.tokenRange.upperBound)
        let headPieces = CanonicalText(tokens: head, of: statement).pieces
        lines = broken(
            headPieces, start: "",
            breaks: Set(head.filter { $0 > head.lowerBound && tree.tokens[$0 - 1].kind == .comma }))
        var cells: [[String]] = []
        var lengths: [Int] = []
        for row in rows {
            let pieces = CanonicalText([row], in: tree).pieces
            let equal = pieces.firstIndex { tree.tokens[$0.token].kind == .equal }
            let kinds = row.kind == .asOfLine ? 2 : 1
            if let equal {
                cells.append(
                    [
                        CanonicalText.row(pieces.prefix(kinds)), CanonicalText.row(pieces[kinds..<equal]),
                        CanonicalText.row(pieces[equal...]),
                    ])
            } else {
                cells.append([CanonicalText.row(pieces.prefix(kinds)), CanonicalText.row(pieces.dropFirst(kinds))])
            }
            lengths.append(pieces.count)
        }
        for (row, line) in zip(rows, DefinitionTable.aligned(cells)) {
            let first = row.tokenRange.lowerBound
            let trivia = comments.before(first)
            if let trailing = trivia.trailing { lines[lines.count - 1] += "  \(trailing)" }
            lines += trivia.own.map { "  \($0.text)" }
            if comments.stand(within: row.tokenRange) {
                lines += broken(CanonicalText([row], in: tree).pieces, start: "  ", breaks: [])
            } else {
                lines.append("  " + line)
            }
        }
    }
}
