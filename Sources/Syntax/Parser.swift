package import Diagnostics

/// A resilient recursive-descent parser: it never fails and never loses a token.
///
/// One function per production, in `Parser+….swift`. Open nodes are marks into a stack of children; finishing a node
/// moves the children above its mark into the tree. Where a token does not fit, either a message says what is missing
/// and nothing is consumed, or the tokens up to the next anchor (a clause word, `|`, the end of the statement) go into
/// an `unexpected` node. Each loop consumes a token in each round, so that parsing ends for any input.
package struct Parser {
    /// How nested an expression may be before the parser refuses it: far beyond any query, below the stack's limit.
    static let maximumDepth = 100
    /// How many operators may lean on each other, as in `a + b + c`, for the same reason: each makes the tree one
    /// level deeper for those who walk it.
    static let maximumOperators = 1000
    /// After so many mistakes the text is no query: further ones would only cost time.
    static let maximumDiagnostics = 100

    let source: SourceText
    let tokens: [Token]
    var position = 0
    /// The end of the statement being parsed, as an index, and the token that stands for it: what comes behind is out
    /// of sight, so that no mistake in one statement reaches into the next.
    private var end: Int
    private var endToken: Token
    var depth = 0
    var operators = 0
    /// The clause being parsed, as it is meant; nil before the first one of a stage.
    var clause: Keyword?
    /// Words that, directly in the expression being parsed, belong to what stands around it.
    var outside: OutsideWords = []
    /// What is missing when no expression stands at a position: set where a clause begins, for the message.
    var wanted: (position: Int, what: String) = (-1, "")
    /// The first word of the time axis, wherever in the text, looked for once.
    private(set) lazy var axis: Token? = tokens.dropLast().firstIndex { $0.keyword == .over }.map { tokens[$0 + 1] }
    private var lastErrorPosition = -1
    private var stack: [Int32] = []
    private var records: [SyntaxTree.Record] = []
    private var children: [Int32] = []
    private(set) var diagnostics: [Diagnostic]

    private init(_ source: SourceText) {
        self.source = source
        let lexed = Lexer.tokenize(source)
        tokens = lexed.tokens
        diagnostics = lexed.diagnostics
        end = tokens.count - 1
        endToken = tokens[end]
        stack.reserveCapacity(16)
        records.reserveCapacity(tokens.count * 2)
        children.reserveCapacity(tokens.count * 3)
    }

    /// The tree of a script (or of a single query).
    package static func parse(_ source: SourceText) -> SyntaxTree {
        var parser = Parser(source)
        parser.parseScript()
        let diagnostics = parser.diagnostics
        return SyntaxTree(
            source: source, tokens: parser.tokens,
            diagnostics: diagnostics.count < 2 ? diagnostics : diagnostics.sorted { $0.range.start < $1.range.start },
            records: parser.records, children: parser.children)
    }

    // MARK: - Tokens

    var token: Token { position < end ? tokens[position] : endToken }
    func lookahead(_ distance: Int) -> Token { position + distance < end ? tokens[position + distance] : endToken }
    func at(_ kind: TokenKind) -> Bool { token.kind == kind }
    func at(_ keyword: Keyword) -> Bool { token.keyword == keyword }
    func text(_ token: Token) -> String { source.text(token.range) }

    /// Whether a token spells a word that is no keyword, in any capitalization.
    func spells(_ token: Token, _ words: String...) -> Bool {
        token.kind == .word && words.contains(text(token).lowercased())
    }

    /// Makes the statement that starts here the one being parsed.
    mutating func enterStatement() {
        end = position
        guard !atEndOfScript, tokens[end].kind != .semicolon else { return }
        let isView = tokens[end].keyword == .view
        var hasSource = false
        repeat {
            hasSource = hasSource || tokens[end].keyword == .from
            end += 1
        } while !tokens[end].isEnd && !tokens[end].endsStatementBefore
            && !(startsQuery(end) && (hasSource || isView && tokens[end - 1].kind != .equal))
        endToken = Token.end(at: tokens[end])
    }

    /// Whether a token is `from` at the very start of a line. Behind a view, or another `from`, a new query begins there.
    private func startsQuery(_ position: Int) -> Bool {
        let token = tokens[position]
        return token.keyword == .from && token.startsLine && source.isLineStart(token.start)
    }

    /// Makes the whole text visible again.
    mutating func leaveStatement() {
        end = tokens.count - 1
        endToken = tokens[end]
    }

    var atEndOfScript: Bool { position >= tokens.count - 1 }

    /// Where the token before the current one ends.
    var endOfPrevious: Int { position > 0 ? tokens[position - 1].end : 0 }

    /// The current token goes into the tree.
    mutating func bump() {
        guard !at(.endOfText) else { return }
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

    // MARK: - Findings

    /// Whether so much is wrong that looking for causes no longer helps.
    var hasGivenUp: Bool { diagnostics.count >= Parser.maximumDiagnostics }

    mutating func error(
        _ id: String, at range: SourceRange, _ message: String, advice: String? = nil, fixIts: [FixIt] = []
    ) {
        // One place gets one message: what follows from the first mistake would only hide it.
        guard lastErrorPosition != position else { return }
        lastErrorPosition = position
        guard !hasGivenUp else { return }
        diagnostics.append(Diagnostic(id: id, at: range, message, advice: advice, fixIts: fixIts))
    }

    /// The mistake that was reported explains what is found here too.
    mutating func silenceErrorsHere() { lastErrorPosition = position }

    /// Says that something is missing here; nothing is consumed.
    mutating func expected(
        _ what: String, advice: String? = nil, fixIts: [FixIt] = [], as id: String = "expected"
    ) {
        // `late%` is named whole.
        let isShare = position > 1 && tokens[position - 1].kind == .percentSign && tokens[position - 1].touchesPrevious
        let before =
            position > 0 ? source.text(SourceRange(tokens[position - (isShare ? 2 : 1)].start, endOfPrevious)) : ""
        let place = before.isEmpty || before.utf8.count > 30 ? "" : " after `\(before)`"
        error(
            id, at: placeOfMissing, "expected \(what)\(place), found \(found)", advice: advice, fixIts: fixIts)
    }

    /// The current token as a message names it.
    var found: String {
        if at(.endOfText) { return "the end of the statement" }
        let text = text(token)
        return text.utf8.count > 30 ? "`\(text.prefix(27))…`" : "`\(text)`"
    }

    /// The current token, or the end of the one before when the statement or the line is over.
    private var placeOfMissing: SourceRange {
        guard at(.endOfText) || token.startsLine, position > 0 else { return token.range }
        return SourceRange(endOfPrevious, endOfPrevious)
    }

    /// A fix-it that adds a word behind the token before the current one.
    func insertion(_ word: String) -> FixIt {
        FixIt("insert `\(word)`", range: SourceRange(endOfPrevious, endOfPrevious), replacement: " " + word)
    }
}

/// Words that both an expression and what stands around it could take; parentheses give them back to the expression.
struct OutsideWords: OptionSet {
    let rawValue: UInt8

    /// `m within d`: inside dimensions, `top` and the condition of `m if c`.
    static let within = OutsideWords(rawValue: 1)
    /// `a to b`: inside the first condition of `compare` and in spans.
    static let to = OutsideWords(rawValue: 2)
    /// `x between a and b`: inside the measure of `why`.
    static let between = OutsideWords(rawValue: 4)
}
