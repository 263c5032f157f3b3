package import Columnar
import Diagnostics
package import Semantics
import Syntax

/// The next query made of the last one, as text that anybody can read and keep.
package enum Refinement {
    /// Why there is no next query.
    package struct Refusal: Error {
        package let message: String
    }

    /// `+ where district = 5`: conditions are added, measures appended, all other clauses replaced, as for a view.
    package static func adding(_ clauses: String, to query: String) throws(Refusal) -> String {
        let stages = try stages(of: query)
        let tree = Parser.parse(SourceText(clauses, name: "refinement"))
        guard let added = tree.root.nodes.first?.first(.query)?.nodes.first?.nodes, !added.isEmpty else {
            throw Refusal(message: "expected clauses behind `+`, such as `+ where district = 5`")
        }
        let repeatable: Set<SyntaxKind> = [.whereClause, .showClause, .listClause, .withClause]
        let replaced = Set(added.map(\.kind)).subtracting(repeatable)
        return text(stages[0].nodes.filter { !replaced.contains($0.kind) } + added, stages.dropFirst())
    }

    /// `- top`: the clauses that begin with the words go.
    package static func removing(_ words: String, from query: String) throws(Refusal) -> String {
        let stages = try stages(of: query)
        let wanted = words.lowercased().split(separator: " ").joined(separator: " ")
        let kept = stages[0].nodes.filter { !"\($0.canonicalText.lowercased()) ".hasPrefix(wanted + " ") }
        guard kept.count < stages[0].nodes.count, !wanted.isEmpty else {
            let clauses = stages[0].nodes.map { "`\($0.firstToken.range.length > 0 ? $0.canonicalText : "")`" }
            throw Refusal(message: "the query has no clause `\(wanted)`; it has \(clauses.joined(separator: ", "))")
        }
        guard !kept.isEmpty else { throw Refusal(message: "nothing would be left of the query") }
        return text(kept, stages.dropFirst())
    }

    /// `rows 3`: the cases behind a row of the result, by the values of its dimensions.
    package static func rows(_ row: Int, of table: ResultTable, query: String, in environment: Environment)
        throws(Refusal)
        -> String
    {
        let stages = try stages(of: query)
        guard stages.count == 1 else {
            throw Refusal(message: "`rows` looks behind a result of one stage, and this one has \(stages.count)")
        }
        guard (1...max(1, table.rowCount)).contains(row), table.rowCount > 0 else {
            throw Refusal(message: "the result has \(table.rowCount) rows; there is no row \(row)")
        }
        let kinds: Set<SyntaxKind> = [
            .reference, .fromClause, .whereClause, .dedupeClause, .lookupClause, .asOfClause,
        ]
        let kept = stages[0].nodes.filter { kinds.contains($0.kind) }
        var conditions = kept.compactMap(conjunct)
        let dimensions = table.columns.indices.filter { table.columns[$0].role == .dimension }
        for (column, expression) in zip(dimensions, expressions(stages[0], environment)) {
            switch table.mark(row: row - 1, column: column) {
            case .others, .blank: throw Refusal(message: "row \(row) stands for all other groups")
            case .total: continue
            case .none, .partial: break
            }
            conditions.append(condition(expression, table.value(row: row - 1, column: column)))
        }
        let predicate = conditions.isEmpty ? "" : "where " + conditions.joined(separator: " and ")
        let names = ["case", "opened", "closed", "district", "type", "address"]
        let shown = environment.dataSets.first.map { data in
            names.filter { name in data.fields.contains { nameKey($0.name) == name } }
        }
        let list = shown.flatMap { $0.count > 1 ? "list \($0.joined(separator: ", "))" : nil } ?? ""
        let sources = kept.filter { $0.kind != .whereClause }.map(\.canonicalText)
        return (sources + [predicate, list, "limit 10"]).filter { !$0.isEmpty }.joined(separator: " ")
    }

    // MARK: - Pieces

    private static func stages(of query: String) throws(Refusal) -> [SyntaxNode] {
        let tree = Parser.parse(SourceText(query, name: "query"))
        guard let stages = tree.root.nodes.last(where: { $0.kind == .queryStatement })?.first(.query)?.nodes(.stage),
            !stages.isEmpty
        else { throw Refusal(message: "there is no query yet that could be refined") }
        return stages
    }

    /// The clauses in their order, one `where` and one `show` of all of them, and the stages behind.
    private static func text(_ first: [SyntaxNode], _ rest: ArraySlice<SyntaxNode>) -> String {
        let ordered = first.enumerated().sorted {
            (ClauseOrder.rank($0.element.kind), $0.offset) < (ClauseOrder.rank($1.element.kind), $1.offset)
        }.map(\.element)
        var texts: [String] = []
        for (place, clause) in ordered.enumerated() {
            let isFirst = place == 0 || ordered[place - 1].kind != clause.kind
            let isLast = place == ordered.count - 1 || ordered[place + 1].kind != clause.kind
            let text = clause.canonicalText
            if let conjunct = conjunct(clause), !(isFirst && isLast) {
                texts.append("\(isFirst ? "where" : "and") \(conjunct)")
            } else if !isFirst,
                let word = [.showClause: "show ", .listClause: "list ", .withClause: "with "][clause.kind],
                !text.hasSuffix(" *"), texts.last?.hasSuffix(" *") == false
            {
                texts[texts.count - 1] += ", \(text.dropFirst(word.count))"
            } else {
                texts.append(text)
            }
        }
        return ([texts.joined(separator: " ")] + rest.map(\.canonicalText)).joined(separator: " | ")
    }

    /// The condition of a `where` as a part of a longer one; nil for other clauses.
    private static func conjunct(_ clause: SyntaxNode) -> String? {
        guard clause.kind == .whereClause, let condition = clause.nodes.first else { return nil }
        return condition.kind == .orExpression ? "(\(condition.canonicalText))" : condition.canonicalText
    }

    /// The expressions of the dimensions in the order of the result's columns, the time axis as a time to lie in a bucket.
    private static func expressions(_ stage: SyntaxNode, _ environment: Environment) -> [String] {
        let groups = stage.first(.groupByClause)?.nodes(.dimension) ?? []
        var texts = groups.compactMap { $0.nodes.last?.canonicalText }
        if let over = stage.first(.overClause) {
            let data = environment.dataSets.first
            let time = data.flatMap { set in set.timeColumn.map { set.fields[$0].name } }
            texts.append(over.first(.dimension)?.canonicalText ?? time ?? "opened")
        }
        return texts
    }

    private static func condition(_ expression: String, _ value: Value) -> String {
        switch value {
        case .missing: return "\(expression) is missing"
        case .text(let text):
            return "\(expression) = \(Spelling.quoted(text))"
        case .boolean(let flag): return flag ? "(\(expression))" : "not (\(expression))"
        case .period: return "\(expression) in \(ValueText.machine(value) ?? "")"
        default: return "\(expression) = \(ValueText.machine(value) ?? "")"
        }
    }
}
