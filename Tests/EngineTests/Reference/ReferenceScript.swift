import Columnar
import Diagnostics
import Syntax

/// Runs the statements of a text over one table, row at a time, straight from the syntax tree.
final class ReferenceScript {
    enum Definition {
        case define(parameters: [String], SyntaxNode)
        case measure(SyntaxNode)
        case param(Value)
        case view(SyntaxNode)
        case span(start: SyntaxNode, end: SyntaxNode)
    }

    private(set) var definitions: [String: Definition] = [:]
    /// The names of the spans in the order of their definition: the first is meant by bare `arrivals` and `closures`.
    private(set) var spans: [String] = []
    let data: ReferenceTable
    /// The tables that `lookup` may name.
    let others: [String: ReferenceTable]

    init(_ data: ReferenceTable, others: [String: ReferenceTable] = [:]) { (self.data, self.others) = (data, others) }

    /// The results of the queries of a text, in order.
    func run(_ text: String) throws -> [ReferenceResult] {
        let tree = Parser.parse(SourceText(text, name: "reference"))
        if let first = tree.diagnostics.first { throw ReferenceError(first.message) }
        return try tree.root.nodes.compactMap(run)
    }

    private func run(_ statement: SyntaxNode) throws -> ReferenceResult? {
        let names = statement.tokens.filter { $0.kind == .word || $0.kind == .quotedName }.map(statement.unquoted)
        let body = statement.nodes.last
        switch (statement.kind, body) {
        case (.queryStatement, let query?): return try run(query: query).last?.result
        case (.defineStatement, let body?):
            let parameters = statement.first(.parameterList).map { list in
                list.tokens.filter { $0.kind == .word }.map { list.text($0).lowercased() }
            }
            definitions[names[1].lowercased()] = .define(parameters: parameters ?? [], body)
        case (.measureStatement, let body?): definitions[names[1].lowercased()] = .measure(body)
        case (.viewStatement, let body?): definitions[names[1].lowercased()] = .view(body)
        case (.paramStatement, let body?):
            let scope = ReferenceRowScope(
                script: self, table: ReferenceTable(columns: [], rows: [], isData: true), row: [])
            definitions[names[1].lowercased()] = .param(try ReferenceEvaluator(scope: scope).value(body))
        case (.spanStatement, let end?):
            let name = names[1].lowercased()
            spans = spans.filter { $0 != name } + [name]
            definitions[name] = .span(start: statement.nodes[statement.nodes.count - 2], end: end)
        case (.datasetStatement, _): break
        default: throw ReferenceError("the reference does not run \(statement.kind)")
        }
        return nil
    }

    // MARK: - Queries

    /// What each stage of a query gives: a table for the next one, and the result for the reader of the last.
    private func run(query: SyntaxNode) throws -> [(table: ReferenceTable, result: ReferenceResult)] {
        var outputs: [(table: ReferenceTable, result: ReferenceResult)] = []
        for stage in query.nodes(.stage) {
            let input = try outputs.last?.table ?? source(stage)
            for clauses in try stages(of: stage, isFirst: outputs.isEmpty) {
                outputs.append(try ReferenceStage(script: self, clauses: clauses).run(outputs.last?.table ?? input))
            }
        }
        return outputs
    }

    /// The clauses of a stage; a view that stands first brings its own stages, whose first one they refine.
    private func stages(of stage: SyntaxNode, isFirst: Bool) throws -> [[SyntaxNode]] {
        let own = stage.nodes.filter { $0.kind != .reference }
        guard isFirst, let reference = stage.first(.reference), let view = view(reference) else { return [own] }
        let stages = view.nodes(.stage).map { $0.nodes.filter { $0.kind != .reference } }
        let added: Set<SyntaxKind> = [.whereClause, .showClause, .listClause, .withClause]
        let replaced = Set(own.map(\.kind)).subtracting(added)
        return [stages[0].filter { !replaced.contains($0.kind) } + own] + stages.dropFirst()
    }

    private func source(_ stage: SyntaxNode) throws -> ReferenceTable {
        guard let from = stage.first(.fromClause)?.first(.reference), let view = view(from) else { return data }
        guard let result = try run(query: view).last else { throw ReferenceError("an empty view") }
        return result.table
    }

    private func view(_ reference: SyntaxNode) -> SyntaxNode? {
        guard case .view(let query)? = definitions[reference.unquoted(reference.firstToken).lowercased()] else {
            return nil
        }
        return query
    }
}
