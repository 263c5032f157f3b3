package import Diagnostics

/// A resilient recursive-descent parser: it never fails and never loses a token.
///
/// One function per production, in `Parser+….swift`. Open nodes are marks into a stack of children; finishing a node
/// moves the children above its mark into the tree. Where a token does not fit, either a message says what is missing
/// and nothing is consumed, or the tokens up to the next anchor (a clause word, `|`, the end of the statement) go into
/// an `unexpected` node. Each loop consumes a token in each round, so that parsing ends for any input.
package struct Parser {
    /// How nested an expression may be before the parser refuses it: far beyond any query, below the stack's limit.
    static let maximumDepth = 200

    let source: SourceText
    let tokens: [Token]
    var position = 0
    var depth = 0
    /// Inside the condition of `m if c`, and in dimensions, `within` and `per` belong to what stands around.
    var modifiersBelongOutside = false
    /// Inside `compare … to`, `to` does not continue a period.
    var toBelongsOutside = false
    private var stack: [Int32] = []
    private var records: [SyntaxTree.Record] = []
    private var children: [Int32] = []
    private(set) var diagnostics: [Diagnostic]

    private init(_ source: SourceText) {
        self.source = source
        let lexed = Lexer.tokenize(source)
        tokens = lexed.tokens
        diagnostics = lexed.diagnostics
        records.reserveCapacity(tokens.count * 2)
        children.reserveCapacity(tokens.count * 3)
    }

    /// The tree of a script (or of a single query).
    package static func parse(_ source: SourceText) -> SyntaxTree {
        var parser = Parser(source)
        parser.parseScript()
        return SyntaxTree(
            source: source, tokens: parser.tokens,
            diagnostics: parser.diagnostics.sorted { $0.range.start < $1.range.start }, records: parser.records,
            children: parser.children)
    }

    // MARK: - Tokens

    var token: Token { tokens[position] }
    func lookahead(_ distance: Int) -> Token { tokens[min(position + distance, tokens.count - 1)] }
    func at(_ kind: TokenKind) -> Bool { token.kind == kind }
    func at(_ keyword: Keyword) -> Bool { token.keyword == keyword }

    /// The current token goes into the tree.
    mutating func bump() {
        guard token.kind != .endOfText else { return }
        stack.append(~Int32(position))
        position += 1
    }

    mutating func eat(_ kind: TokenKind) -> Bool {
        guard at(kind) else { return false }
        bump()
        return true
    }

    mutating func eat(_ keyword: Keyword) -> Bool {
        guard at(keyword) else { return false }
        bump()
        return true
    }

    // MARK: - Nodes

    typealias Mark = (stack: Int, token: Int)

    /// Where a node may begin; finishing it needs the mark.
    var mark: Mark { (stack.count, position) }

    mutating func finish(_ kind: SyntaxKind, from mark: Mark) {
        let firstChild = Int32(children.count)
        children.append(contentsOf: stack[mark.stack...])
        let count = Int32(stack.count - mark.stack)
        stack.removeSubrange(mark.stack...)
        records.append(
            SyntaxTree.Record(
                kind: kind, firstChild: firstChild, childCount: count, firstToken: Int32(mark.token),
                endToken: Int32(position)))
        stack.append(Int32(records.count - 1))
    }

    // MARK: - Ends and anchors

    /// Whether the current token cannot belong to the statement that began at token `start`.
    func atStatementEnd(since start: Int) -> Bool {
        if at(.endOfText) || at(.semicolon) { return true }
        guard position > start else { return false }
        return token.followsBlankLine || (token.startsLine && token.keyword?.startsStatement == true)
    }

    /// Whether the current token ends a clause: another clause, `|` or the end of the statement.
    func atClauseEnd() -> Bool {
        if at(.bar) || at(.endOfText) || at(.semicolon) { return true }
        if token.followsBlankLine || (token.startsLine && token.keyword?.startsStatement == true) { return true }
        guard let keyword = token.keyword else { return false }
        // `with` ends a clause, but `starts with` has consumed its own; `as` starts one only before `of`.
        if keyword == .as { return lookahead(1).keyword == .of }
        return keyword.startsClause || keyword == .always
    }

    // MARK: - Findings

    mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

    mutating func error(
        _ id: String, at range: SourceRange, _ message: String, advice: String? = nil, fixIts: [FixIt] = []
    ) {
        // One place gets one message: what follows from the first mistake would only hide it.
        if diagnostics.contains(where: { $0.range.start == range.start && $0.severity == .error }) { return }
        report(Diagnostic(id: id, at: range, message, advice: advice, fixIts: fixIts))
    }

    /// Says that something is missing here; nothing is consumed.
    mutating func expected(_ what: String) {
        let place = placeOfMissing
        let found = atClauseEnd() && !token.isPunctuationLike ? describeEnd() : "found `\(source.text(token.range))`"
        error("expected", at: place, "expected \(what), \(found)", advice: "expected \(what)")
    }

    private func describeEnd() -> String {
        at(.endOfText) || token.followsBlankLine
            ? "found the end of the statement" : "found `\(source.text(token.range))`"
    }

    /// The current token, or the end of the one before when the statement is over.
    private var placeOfMissing: SourceRange {
        guard at(.endOfText) || token.startsLine, position > 0 else { return token.range }
        let end = tokens[position - 1].end
        return SourceRange(end, end)
    }

    func text(_ token: Token) -> String { source.text(token.range) }
}

extension Token {
    fileprivate var isPunctuationLike: Bool { kind != .endOfText && kind != .word }
}
