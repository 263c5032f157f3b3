import Diagnostics
import Syntax

/// The clauses of one stage, by kind: their order in the text means nothing.
struct ClauseSet {
    private var clauses: [SyntaxNode] = []

    /// - Parameter source: the node that names what the stage reads, which is no clause.
    init(_ stage: SyntaxNode, besides source: SyntaxNode? = nil) {
        clauses = stage.nodes.filter {
            $0.kind != .reference && $0.kind != .unexpected && !($0.isExplainedMeasure && source != nil)
        }
    }

    /// The item of `explain late%`, which stands without `show`.
    var explained: SyntaxNode? { clauses.first(where: \.isExplainedMeasure)?.first(.item) }

    /// A view's first stage refined by further clauses: `where` and-ed, `show`, `list` and `with` appended, all others
    /// replaced.
    init(refining base: ClauseSet, by own: ClauseSet) {
        let repeatable: Set<SyntaxKind> = [.whereClause, .showClause, .listClause, .withClause]
        let replaced = Set(own.clauses.map(\.kind)).subtracting(repeatable)
        clauses = base.clauses.filter { !replaced.contains($0.kind) } + own.clauses
    }

    /// The end of the last clause in the text.
    var end: Int? { clauses.map(\.range.end).max() }

    func all(_ kind: SyntaxKind) -> [SyntaxNode] { clauses.filter { $0.kind == kind } }
    func first(_ kind: SyntaxKind) -> SyntaxNode? { clauses.first { $0.kind == kind } }
    func has(_ kind: SyntaxKind) -> Bool { first(kind) != nil }

    /// The clauses as the query spells them.
    var texts: [String] { clauses.map(\.text) }

    /// Clauses that stand twice although one stage has room for one.
    var repeated: [SyntaxNode] {
        clauses.indices.filter { index in
            let kind = clauses[index].kind
            switch kind {
            case .whereClause, .showClause, .listClause, .withClause, .lookupClause: return false
            default: return clauses[..<index].contains { $0.kind == kind }
            }
        }.map { clauses[$0] }
    }
}
