import Diagnostics
import Syntax

/// The statements of a text that has been prepared.
struct ScriptContents {
    let statements: [SyntaxNode]
    let tree: SyntaxTree
    /// Where each name stands in the text, in its order.
    private let places: [String: [SourceRange]]

    init(_ tree: SyntaxTree) {
        self.tree = tree
        statements = tree.root.nodes
        let root = tree.root
        var places: [String: [SourceRange]] = [:]
        for token in tree.tokens where token.kind == .word || token.kind == .quotedName {
            // A reserved word is no name.
            if token.keyword?.isReserved == true { continue }
            places[nameKey(root.unquoted(token)), default: []].append(token.range)
        }
        self.places = places
    }

    /// Where a name stands in the text, in its order.
    func places(of name: String) -> [SourceRange] { places[nameKey(name)] ?? [] }

    struct Defined {
        let name: String
        let statement: SyntaxNode
        /// Where the name stands.
        let range: SourceRange
    }

    /// What the text defines, apart from the definitions that belong to a `dataset` statement before them.
    func definitions(of kinds: [SyntaxKind]) -> [Defined] {
        var isProfile = false
        var found: [Defined] = []
        for statement in statements {
            if statement.kind == .datasetStatement { isProfile = true }
            if statement.kind == .queryStatement { isProfile = false }
            let names = statement.tokens.filter { $0.kind == .word || $0.kind == .quotedName }
            guard kinds.contains(statement.kind), !isProfile, names.count > 1 else { continue }
            found.append(Defined(name: statement.unquoted(names[1]), statement: statement, range: names[1].range))
        }
        return found
    }

    /// The end of a statement with the `;` or the line ends behind it.
    func end(of statement: SourceRange) -> Int {
        tree.tokens.first { $0.start >= statement.end && $0.kind != .semicolon }?.start ?? statement.end
    }
}
