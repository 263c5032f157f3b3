import Diagnostics
import Semantics
import Syntax

extension Script {
    /// Every place where a name of something that can be named stands, in the order of the text.
    package func occurrences() -> [NameOccurrence] {
        var collector = OccurrenceCollector(self)
        for statement in statements {
            collector.resolver.enter(statement)
            collector.visit([tree.root, statement])
            collector.resolver.leave(statement)
        }
        return collector.found.sorted { $0.range.start < $1.range.start }
    }

    /// The name at a place.
    package func occurrence(at offset: Int) -> NameOccurrence? {
        occurrences().first { $0.range.start <= offset && offset <= $0.range.end }
    }
}

/// Walks a script and collects the places of names.
private struct OccurrenceCollector {
    var resolver: NameResolver
    private(set) var found: [NameOccurrence] = []

    init(_ script: Script) { resolver = NameResolver(script) }

    mutating func visit(_ path: [SyntaxNode]) {
        guard let node = path.last else { return }
        switch node.kind {
        case .name, .reference: addUse(path)
        case .label: declare(node.firstToken, in: node, as: .label(query: query(path), key(node, node.firstToken)))
        case .parameterList:
            for token in node.tokens where token.kind == .word || token.kind == .quotedName {
                declare(token, in: node, as: .parameter(statement: path[1].range.start, key(node, token)))
            }
        case .call: addCall(node, path)
        case .defineStatement, .measureStatement, .paramStatement, .spanStatement, .viewStatement:
            if let token = name(of: node) { declare(token, in: node, as: .definition(key(node, token))) }
        case .datasetStatement:
            if let token = name(of: node) { declare(token, in: node, as: .dataSet(key(node, token))) }
        case .keyLine, .timeLine, .flagLine, .categoryLine, .numberLine, .textLine, .pointLine:
            if let token = name(of: node) { declare(token, in: node, as: .column(key(node, token))) }
        case .docLine:
            if let token = name(of: node) {
                add(token, in: node, .column(key(node, token)), nil, isDeclaration: false)
            }
        default: break
        }
        for inner in node.nodes { visit(path + [inner]) }
    }

    /// The name that stands behind a statement's or line's first word.
    private func name(of node: SyntaxNode) -> Token? {
        let names = node.tokens.filter { $0.kind == .word || $0.kind == .quotedName }
        return names.count > 1 ? names[1] : nil
    }

    private func key(_ node: SyntaxNode, _ token: Token) -> String { nameKey(node.unquoted(token)) }
    private func query(_ path: [SyntaxNode]) -> Int { path.last { $0.kind == .query }?.range.start ?? 0 }

    private mutating func declare(_ token: Token, in node: SyntaxNode, as symbol: NameSymbol) {
        add(token, in: node, symbol, nil, isDeclaration: true)
    }

    private mutating func add(
        _ token: Token, in node: SyntaxNode, _ symbol: NameSymbol, _ meaning: NameMeaning?, isDeclaration: Bool
    ) {
        found.append(
            NameOccurrence(
                range: token.range, name: node.unquoted(token), symbol: symbol, meaning: meaning,
                isDeclaration: isDeclaration))
    }

    private mutating func addUse(_ path: [SyntaxNode]) {
        guard let node = path.last, !node.range.isEmpty, let meaning = resolver.meaning(path) else { return }
        let key = key(node, node.firstToken)
        let symbol: NameSymbol
        switch meaning {
        case .definition: symbol = .definition(key)
        case .label: symbol = .label(query: query(path), key)
        case .parameter: symbol = .parameter(statement: path[1].range.start, key)
        case .column(let field):
            // Behind `|` a column has the name of a label or of an item before.
            let isResult = resolver.scope(path)?.dataSet == nil && field.header == nil
            symbol = isResult ? .label(query: query(path), key) : .column(nameKey(field.name))
        case .lookup(let name, _): symbol = .column(nameKey(name))
        case .dataSet:
            guard node.firstToken.kind != .text else { return }
            symbol = .dataSet(key)
        case .measure, .asOf: return
        }
        add(node.firstToken, in: node, symbol, meaning, isDeclaration: false)
    }

    private mutating func addCall(_ node: SyntaxNode, _ path: [SyntaxNode]) {
        let name = node.text(node.firstToken)
        let defined = resolver.environment.definition(name) ?? resolver.scope(path)?.dataSet?.definition(name)
        guard let defined, case .define(let parameters, _) = defined.meaning, !parameters.isEmpty else { return }
        add(node.firstToken, in: node, .definition(nameKey(name)), .definition(defined), isDeclaration: false)
    }
}
