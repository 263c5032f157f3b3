import Diagnostics
import Semantics
import Syntax

extension Script {
    /// What each word and sign of the text is, in its order and without overlap; comments too. No token spans a line end.
    package func semanticTokens() -> [SemanticToken] {
        var highlighter = Highlighter(self)
        for child in tree.root.children {
            switch child {
            case .token(let token): highlighter.add(token, .operation)
            case .node(let node):
                highlighter.resolver.enter(node)
                highlighter.visit([tree.root, node])
                highlighter.resolver.leave(node)
            }
        }
        return highlighter.withComments()
    }
}

/// Walks a tree and gives every token a kind.
private struct Highlighter {
    private let script: Script
    var resolver: NameResolver
    private var found: [SemanticToken] = []

    init(_ script: Script) {
        self.script = script
        resolver = NameResolver(script)
    }

    mutating func add(_ token: Token, _ kind: SemanticToken.Kind, isDeclaration: Bool = false) {
        guard token.kind != .comma, token.kind != .leftParenthesis, token.kind != .rightParenthesis,
            token.kind != .endOfText, !token.range.isEmpty
        else { return }
        found.append(SemanticToken(token.range, kind, isDeclaration: isDeclaration))
    }

    mutating func visit(_ path: [SyntaxNode]) {
        guard let node = path.last else { return }
        if node.kind == .name || node.kind == .reference { return addName(path) }
        for (position, child) in node.children.enumerated() {
            switch child {
            case .node(let inner): visit(path + [inner])
            case .token(let token): add(token, in: node, at: position)
            }
        }
    }

    private mutating func addName(_ path: [SyntaxNode]) {
        guard let node = path.last, node.firstToken.range.length > 0, !node.range.isEmpty else { return }
        if node.firstToken.kind == .text { return add(node.firstToken, .text) }
        let kind: SemanticToken.Kind
        switch resolver.meaning(path) {
        case .column?, .lookup?: kind = .column
        case .definition(let definition)?:
            switch definition.meaning {
            case .measure, .span: kind = .measure
            case .view: kind = .source
            case .define, .param: kind = .definition
            }
        case .label?: kind = .label
        case .parameter?: kind = .parameter
        case .measure?: kind = .measure
        case .asOf?: kind = .constant
        case .dataSet?: kind = .source
        // The first word of an item means the item: `having median > 1`.
        case nil where node.firstToken.namesAggregate || Highlighter.isWindow(node.firstToken): kind = .measure
        // Without data every name may be a column.
        case nil: kind = resolver.scope(path) == nil && node.kind == .name ? .column : .unknown
        }
        add(node.firstToken, kind)
    }

    private static func isWindow(_ token: Token) -> Bool {
        switch token.keyword {
        case .share, .rank, .index, .anomaly, .running, .rolling, .change, .growth: true
        default: false
        }
    }

    private mutating func add(_ token: Token, in node: SyntaxNode, at position: Int) {
        switch token.kind {
        case .text: return add(token, .text)
        case .number, .percent, .points, .duration, .length:
            return add(token, node.kind == .relativePeriod ? .period : .number)
        case .date: return add(token, .period)
        case .quotedName: return add(token, declared(in: node), isDeclaration: true)
        case .unknown: return add(token, .unknown)
        case .percentSign: return add(token, .measure)
        case .word: return addWord(token, in: node, at: position)
        default: return add(token, .operation)
        }
    }

    private mutating func addWord(_ token: Token, in node: SyntaxNode, at position: Int) {
        switch node.kind {
        case .unexpected: add(token, .unknown)
        case .label: add(token, .label, isDeclaration: true)
        case .parameterList: add(token, .parameter, isDeclaration: true)
        case .literal: add(token, .constant)
        case .aggregate, .window: add(token, .measure)
        case .call: add(token, position == 0 ? .function : .operation)
        case .relativePeriod: add(token, .period)
        case .orExpression, .andExpression, .notExpression, .comparison, .membership, .betweenExpression, .missingTest,
            .textTest, .rate:
            add(token, .operation)
        case .option: add(token, .constant)
        default:
            if node.kind.isStatement || node.kind.isProfileLine {
                // The word behind the first is the name that the statement introduces.
                let isName =
                    position == 1 && node.tokens.count > 1
                    && ![.useStatement, .asOfLine, .explainStatement].contains(node.kind)
                    && !(node.kind == .expectStatement)
                return isName
                    ? add(token, declared(in: node), isDeclaration: node.kind != .setStatement && node.kind != .docLine)
                    : add(token, .keyword)
            }
            let kind: SemanticToken.Kind =
                switch token.keyword {
                // What joins and tests values does so wherever it stands: `why … between a and b`, `key = "A" or "B"`.
                case .and, .or, .between, .matches: .operation
                case nil: position == 0 ? .unknown : .constant
                default: .keyword
                }
            add(token, kind)
        }
    }

    private func declared(in node: SyntaxNode) -> SemanticToken.Kind {
        switch node.kind {
        case .defineStatement, .paramStatement: .definition
        case .measureStatement, .spanStatement: .measure
        case .viewStatement, .datasetStatement: .source
        case .setStatement: .constant
        case .label: .label
        case .parameterList: .parameter
        default: .column
        }
    }

    // MARK: - Comments

    /// The tokens in order, with the comments from the space between them.
    func withComments() -> [SemanticToken] {
        var all: [SemanticToken] = []
        var next = found.sorted { $0.range.start < $1.range.start }[...]
        var end = 0
        for token in script.tree.tokens {
            for comment in comments(between: end, and: token.start) { all.append(SemanticToken(comment, .comment)) }
            while next.first.map({ $0.range.start <= token.start }) == true { all.append(next.removeFirst()) }
            end = token.end
        }
        return all
    }

    private func comments(between start: Int, and end: Int) -> [SourceRange] {
        let bytes = script.source.bytes
        var comments: [SourceRange] = []
        var position = start
        while position + 1 < end {
            guard bytes[position] == UInt8(ascii: "-"), bytes[position + 1] == UInt8(ascii: "-") else {
                position += 1
                continue
            }
            let first = position
            while position < end, bytes[position] != UInt8(ascii: "\n"), bytes[position] != UInt8(ascii: "\r") {
                position += 1
            }
            comments.append(SourceRange(first, position))
        }
        return comments
    }
}
