import Columnar
import Diagnostics
import Semantics
import Syntax

/// Looks names up as the binder does, for texts that need not be right: one pass over a script, statement by statement.
struct NameResolver {
    private let script: Script
    private(set) var environment: Environment
    private var statement: SyntaxNode?
    private var scopes: [Int: StageScope?] = [:]

    init(_ script: Script) {
        self.script = script
        environment = script.catalog.environment
    }

    /// Turns to a statement; those before it have taken effect.
    mutating func enter(_ statement: SyntaxNode) {
        self.statement = statement
        scopes = [:]
    }

    /// Lets the statement take effect and leaves it.
    mutating func leave(_ statement: SyntaxNode) {
        script.apply(statement, to: &environment)
        self.statement = nil
    }

    /// What a stage of the statement's query sees; outside queries, what definitions see.
    mutating func scope(_ path: [SyntaxNode]) -> StageScope? {
        guard let query = path.last(where: { $0.kind == .query }), let stage = path.last(where: { $0.kind == .stage })
        else { return Binder.scope(environment) }
        let key = stage.range.start
        if let known = scopes[key] { return known }
        let index = query.nodes(.stage).firstIndex { $0.range.start == key } ?? 0
        let found = Binder.scope(ofStage: index, in: query, environment)
        scopes[key] = .some(found)
        return found
    }

    /// What a `name` or `reference` node means; nil when nothing has that name.
    /// - Parameter path: the nodes around it, from the script down to the node itself.
    mutating func meaning(_ path: [SyntaxNode]) -> NameMeaning? {
        guard let node = path.last else { return nil }
        let name = node.unquoted(node.firstToken)
        if node.kind == .reference { return sourceMeaning(name, node) }
        if let statement, statement.kind == .defineStatement, let list = statement.first(.parameterList),
            list.tokens.contains(where: { $0.kind != .comma && nameKey(list.unquoted($0)) == nameKey(name) })
        {
            return .parameter(name)
        }
        let scope = scope(path)
        if let label = label(name, path) { return .label(label) }
        let isLaterStage = scope != nil && scope?.dataSet == nil
        if isLaterStage, let field = scope?.field(named: name) { return .column(field) }
        if name.lowercased() == "count" { return .measure("count") }
        if let definition = definition(name, scope) { return .definition(definition) }
        if let field = scope?.field(named: name) { return .column(field) }
        switch nameKey(name) {
        case "as_of": return .asOf
        case "arrivals", "closures", "removed", "change": return .measure(nameKey(name))
        default: break
        }
        if let lookup = scope?.lookups.first(where: { $0.name == nameKey(name) }) { return .lookup(name, lookup.type) }
        // Behind `explain` a view or a data set may stand where measures do.
        return path.contains(where: \.isExplainedMeasure) ? sourceMeaning(name, node) : nil
    }

    private func definition(_ name: String, _ scope: StageScope?) -> Definition? {
        if let own = environment.definition(name) {
            if case .view = own.meaning { return nil }
            return own
        }
        return (scope?.dataSet ?? environment.dataSets.first)?.definition(name)
    }

    private func sourceMeaning(_ name: String, _ node: SyntaxNode) -> NameMeaning? {
        if node.firstToken.kind == .text { return .dataSet(name) }
        let defined = environment.definition(name) ?? environment.dataSets.first?.definition(name)
        if let defined, case .view = defined.meaning { return .definition(defined) }
        return environment.dataSet(named: name).map { .dataSet($0.name) }
    }

    /// The item or dimension of the stage that a name means, where labels may be used: behind the item itself, in `having`,
    /// `sort by` and `top`.
    private func label(_ name: String, _ path: [SyntaxNode]) -> SyntaxNode? {
        guard let stage = path.last(where: { $0.kind == .stage }),
            let clause = path.last(where: { $0.kind.isClause })
        else { return nil }
        let sees: Set<SyntaxKind> = [.showClause, .listClause, .havingClause, .sortClause, .topClause]
        guard sees.contains(clause.kind) else { return nil }
        let own = path.last { $0.kind == .item }
        for labelled in stage.nodes
        where [.showClause, .listClause, .groupByClause, .acrossClause].contains(labelled.kind) {
            for item in labelled.nodes where item.range.start != own?.range.start {
                guard let label = item.first(.label), nameKey(label.unquoted(label.firstToken)) == nameKey(name) else {
                    continue
                }
                if clause.kind == labelled.kind, let own, own.range.start < item.range.start { continue }
                return item
            }
        }
        return nil
    }
}

extension StageScope {
    /// The column of a name, as queries may spell it.
    func field(named name: String) -> Field? {
        let key = nameKey(name)
        return fields.first { nameKey($0.name) == key } ?? fields.first { $0.header.map(nameKey) == key }
    }
}
