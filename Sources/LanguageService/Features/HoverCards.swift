import Columnar
import Diagnostics
import Semantics
import Syntax

/// Cards about names: what a column holds, what a definition says.
struct HoverCards {
    private let script: Script
    private let environment: Environment
    private let scope: StageScope

    init(_ script: Script, _ environment: Environment, _ scope: StageScope) {
        self.script = script
        self.environment = environment
        self.scope = scope
    }

    func card(_ meaning: NameMeaning) -> String? {
        switch meaning {
        case .column(let field): return card(field)
        case .lookup(let name, let type): return "**\(name)** · \(type.description), by `lookup`"
        case .definition(let definition): return card(definition)
        case .label(let item): return "```tally\n\(item.canonicalText)\n```\n\nA label of this query."
        case .parameter(let name): return "**\(name)** · an argument of this definition"
        case .measure(let word):
            let entry = ManualEntry.measures.first { $0.name == word || $0.aliases.contains(word) }
            return entry.map { "**\(word)** · measure\n\n\($0.summary)" }
        case .asOf:
            let day = scope.dataSet?.asOf.map { ValueText.date($0.day) }
            return "**as_of** · the data's end" + (day.map { ": \($0)" } ?? "")
        case .dataSet(let name):
            guard let dataSet = environment.dataSet(named: name) else { return "the file `\(name)`" }
            let columns = dataSet.fields.map(\.name).joined(separator: ", ")
            let end = dataSet.asOf.map { " · as of \(ValueText.date($0.day))" } ?? ""
            // Columns may be known before rows are.
            let rows = dataSet.deferred == nil ? " · \(grouped(dataSet.table.rowCount)) rows" : ""
            return "**\(dataSet.name)**\(rows)\(end)\n\nColumns: \(columns)"
        }
    }

    // MARK: - Columns

    private func card(_ field: Field) -> String {
        var head = "**\(field.name)** · \(field.type.description)"
        if let header = field.header, header != field.name { head += " · the file's \"\(header)\"" }
        var parts = [head]
        if let summary = field.summary { parts.append(sentence(summary)) }
        if let dataSet = scope.dataSet, let index = dataSet.fields.firstIndex(where: { $0.name == field.name }),
            let summary = script.catalog.summary(ofColumn: index, in: dataSet)
        {
            parts.append(text(of: summary, rows: dataSet.table.rowCount))
        }
        return parts.joined(separator: "\n\n")
    }

    private func text(of summary: ColumnSummary, rows: Int) -> String {
        var facts = ["\(grouped(summary.distinct)) distinct"]
        facts.append(summary.missing == 0 ? "none missing" : "\(grouped(summary.missing)) missing")
        var lines = [facts.joined(separator: " · ")]
        if !summary.shape.isEmpty { lines.append("`\(BlockText.spark(summary.shape))`") }
        if summary.range.count == 3 {
            let texts = summary.range.compactMap(ValueText.readable)
            if texts.count == 3 { lines.append("\(texts[0]) … \(texts[2]), middle \(texts[1])") }
        }
        for (value, count) in summary.top {
            guard let text = ValueText.readable(value) else { continue }
            lines.append("- \(text): \(grouped(count)) (\(percent(count, of: rows)))")
        }
        return lines.joined(separator: "\n\n").replacing("\n\n- ", with: "\n- ")
    }

    // MARK: - Definitions

    func card(_ definition: Definition) -> String {
        let isOwn = environment.definition(definition.name) != nil
        let word: String
        var text: String
        var parts: [String] = []
        switch definition.meaning {
        case .define(let parameters, let body):
            word = "define"
            let list = parameters.isEmpty ? "" : "(\(parameters.joined(separator: ", ")))"
            text = "define \(definition.name)\(list) = \(body.canonicalText)"
            if parameters.isEmpty, let type = scope.type(named: definition.name) {
                parts.append(type.description.withCapital + ".")
                if type == .boolean, let share = share(of: body) { parts.append(share) }
            }
        case .measure(let body): (word, text) = ("measure", "measure \(definition.name) = \(body.canonicalText)")
        case .param(let value):
            (word, text) = ("param", "param \(definition.name) = \(ValueText.machine(value) ?? "missing")")
        case .span(let start, let end):
            (word, text) = ("span", "span \(definition.name) = \(start.canonicalText) to \(end.canonicalText)")
        case .view(let query): (word, text) = ("view", "view \(definition.name) = \(query.canonicalText)")
        }
        text = "```tally\n\(text)\n```"
        let origin = isOwn ? "" : " of the profile `\(scope.dataSet?.name ?? environment.dataSets.first?.name ?? "")`"
        let summary = (scope.dataSet ?? environment.dataSets.first)?.summaries[nameKey(definition.name)]
        return
            (["**\(definition.name)** · \(word)\(origin)", text] + [summary.map(sentence)].compactMap { $0 } + parts)
            .joined(separator: "\n\n")
    }

    /// How many rows a condition holds for.
    private func share(of body: SyntaxNode) -> String? {
        guard let dataSet = scope.dataSet, let bound = scope.bindCondition(body),
            let counts = script.catalog.valueCounts(of: bound, in: dataSet, where: [])
        else { return nil }
        var holds = 0
        var known = 0
        for group in counts.counts.indices {
            guard case .boolean(let flag) = counts.values[group] else { continue }
            known += counts.counts[group]
            if flag { holds += counts.counts[group] }
        }
        guard known > 0 else { return nil }
        return "Holds for \(grouped(holds)) of \(grouped(known)) rows (\(percent(holds, of: known)))."
    }

    // MARK: - Values

    /// How many rows have the value that a text is compared with.
    func valueCard(_ literal: SyntaxNode, _ path: [SyntaxNode]) -> String? {
        let comparisons: Set<SyntaxKind> = [.comparison, .membership]
        guard let comparison = path.last(where: { comparisons.contains($0.kind) }), let left = comparison.nodes.first,
            !left.range.contains(literal.range), let bound = scope.bind(left), bound.type == .text,
            let dataSet = scope.dataSet,
            let counts = script.catalog.valueCounts(of: bound, in: dataSet, where: [])
        else { return nil }
        let wanted = literal.unquoted(literal.firstToken)
        let total = counts.counts.reduce(0, +)
        guard let group = counts.counts.indices.first(where: { counts.values[$0] == .text(wanted) }) else {
            return "no row of `\(left.canonicalText)` has \"\(wanted)\""
        }
        let count = counts.counts[group]
        return "\"\(wanted)\": \(grouped(count)) of \(grouped(total)) rows (\(percent(count, of: total)))"
    }

    private func percent(_ part: Int, of whole: Int) -> String {
        guard whole > 0 else { return "–" }
        let tenths = (part * 2_000 + whole) / (whole * 2)
        return "\(tenths / 10).\(tenths % 10)%"
    }

    private func sentence(_ text: String) -> String {
        text.withCapital + (text.hasSuffix(".") ? "" : ".")
    }
}
