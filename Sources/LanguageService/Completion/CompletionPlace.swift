import Diagnostics
import Syntax

/// Where the cursor is: what is being typed there, and what stands around it.
///
/// The text is parsed with a name of its own in place of what is being typed, so that the resilient parser itself says
/// what the place is for.
struct CompletionPlace {
    /// What has been typed of the word or text, without an opening quote.
    let fragment: String
    /// What a completion replaces.
    let range: SourceRange
    /// The quote or back-quote that has been typed, if any.
    let quote: Character?
    let source: SourceText
    /// The token before the one that is being typed, in the same statement.
    let previous: Token?
    /// The token before that.
    let beforePrevious: Token?
    /// The nodes around the place, from the script down.
    let path: [SyntaxNode]
    /// The clause that the place is in, or right behind.
    let clause: SyntaxNode?

    /// A name that no data has and no keyword resembles.
    private static let marker = "\u{2038}\u{2038}\u{2038}\u{2038}"

    /// Nil inside a comment, and inside numbers, where nothing can be completed.
    init?(_ script: Script, at offset: Int) {
        let source = script.source
        guard !CompletionPlace.isInComment(script.tree, offset) else { return nil }
        var typed = SourceRange(offset, offset)
        var quote: Character?
        if let token = script.tree.token(at: max(0, offset - 1)), token.start < offset, offset <= token.end {
            switch token.kind {
            case .word: typed = token.range
            case .text, .quotedName:
                let text = source.text(token.range)
                let isClosed = text.count > 1 && text.last == text.first
                guard offset < token.end || !isClosed else { break }
                quote = text.first
                typed = isClosed ? token.range : SourceRange(token.start, offset)
            case .number, .percent, .points, .duration, .length, .date:
                guard offset == token.end else { return nil }
                typed = token.range
            default: break
            }
        }
        let written = source.text(SourceRange(typed.start, offset))
        fragment = quote == nil ? written : String(written.dropFirst())
        range = typed
        self.quote = quote
        self.source = source

        let place = typed.start
        let marked = source.text(SourceRange(0, place)) + CompletionPlace.marker
        // A word that follows at once is kept apart.
        let rest = source.text(SourceRange(typed.end, source.count))
        let tree = Parser.parse(
            SourceText(marked + (rest.first?.isLetter == true ? " " : "") + rest, name: source.name))
        let end = place + CompletionPlace.marker.utf8.count
        path = tree.path(to: SourceRange(place, end))
        let statement = path.dropFirst().first?.range ?? SourceRange(place, place)
        previous = tree.token(before: place).flatMap { $0.start >= statement.start ? $0 : nil }
        beforePrevious = previous.flatMap { last in
            tree.token(before: last.start).flatMap { $0.start >= statement.start ? $0 : nil }
        }
        let clauses = path.last { $0.kind == .stage }?.nodes ?? []
        clause =
            path.last { $0.kind.isClause } ?? clauses.last { $0.kind.isClause && $0.range.end <= place }
    }

    private static func isInComment(_ tree: SyntaxTree, _ offset: Int) -> Bool {
        let before = tree.token(before: offset)
        if let token = tree.token(at: max(0, offset - 1)), token.start < offset, offset <= token.end,
            token.kind != .endOfText
        {
            return false
        }
        let trivia = tree.source.text(SourceRange(before?.end ?? 0, offset))
        let line = trivia.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).last ?? ""
        return line.contains("--")
    }

    var statement: SyntaxNode? { path.count > 1 ? path[1] : nil }
    var query: SyntaxNode? { path.last { $0.kind == .query } }
    var stage: SyntaxNode? { path.last { $0.kind == .stage } }

    /// The position of the stage in its query.
    var stageIndex: Int {
        guard let stage, let query else { return 0 }
        return query.nodes(.stage).firstIndex { $0.range.start == stage.range.start } ?? 0
    }

    /// The keyword before the place, if it is one.
    var keyword: Keyword? { previous?.keyword }

    /// Whether the token before ends a value, so that an operator or a clause may follow.
    var isBehindOperand: Bool {
        guard let previous else { return false }
        switch previous.kind {
        case .quotedName, .text, .number, .percent, .points, .duration, .length, .date, .rightParenthesis,
            .percentSign:
            return true
        case .word:
            // An aggregate's word asks for its operand.
            if previous.namesAggregate { return beforePrevious?.keyword == .wait }
            guard let keyword = previous.keyword else { return true }
            switch keyword {
            case .true, .false, .missing, .known, .rest, .asc, .desc, .others, .totals, .n: return true
            default: return !keyword.isReserved && !keyword.startsStatement
            }
        default: return false
        }
    }
}
