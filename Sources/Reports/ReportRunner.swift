internal import Columnar
internal import Diagnostics
package import Engine
internal import Syntax
internal import TabularIO

/// Answers the queries of a report.
package struct ReportRunner {
    private let session: Session

    package init(_ session: Session) { self.session = session }

    /// - Throws: what a script with these queries would throw, with mistakes at their place in the report; also where an
    ///   inline query gives no single figure.
    package func run(_ text: ReportText) throws(EngineError) -> Report {
        do throws(EngineError) { return try answer(text) } catch {
            // The script holds the queries alone: they are shown in the midst of their text.
            if case .query(let findings, _) = error { throw .query(findings, text.source) }
            throw error
        }
    }

    private func answer(_ text: ReportText) throws(EngineError) -> Report {
        let script = try session.prepare(text.script, name: text.source.name)
        let nodes = Parser.parse(SourceText(text.script, name: text.source.name)).root.nodes
        var findings = script.warnings
        var broken: [Diagnostic] = []
        var items: [Report.Item] = []
        for part in text.parts {
            switch part {
            case .text(let pieces):
                var words = ""
                for piece in pieces {
                    switch piece {
                    case .words(let text): words += text
                    case .value(let range):
                        let inside = script.statements.filter { holds(range, $0.range) }
                        words += MarkdownExporter.escaped(try figure(inside, at: range, &findings))
                    }
                }
                items.append(.text(words))
            case .code(let range):
                var definitions: [String] = []
                for node in nodes where holds(range, node.range) {
                    guard let statement = script.statements.first(where: { $0.range == node.range }) else {
                        definitions.append(node.text)
                        continue
                    }
                    if !definitions.isEmpty { items.append(.definitions(definitions.joined(separator: "\n"))) }
                    definitions = []
                    if let item = try item(statement, &findings, &broken) { items.append(item) }
                }
                if !definitions.isEmpty { items.append(.definitions(definitions.joined(separator: "\n"))) }
            }
        }
        return Report(
            name: text.plainName, source: text.source, items: items, findings: findings, broken: broken,
            provenance: session.provenance)
    }

    private func holds(_ outer: SourceRange, _ inner: SourceRange) -> Bool {
        outer.start <= inner.start && inner.end <= outer.end && !inner.isEmpty
    }

    private func item(
        _ statement: Statement, _ findings: inout [Diagnostic], _ broken: inout [Diagnostic]
    ) throws(EngineError) -> Report.Item? {
        if let explanation = try session.explanation(of: statement) {
            return .explanation(explanation, query: statement.text)
        }
        if statement.savedPath != nil {
            throw mistake(
                "report-saves", at: statement.range, "a report writes its page alone, and `save` another file")
        }
        guard let result = try session.run(statement) else { return nil }
        findings += result.findings
        guard statement.isExpectation else { return .result(result, query: statement.text) }
        guard result.table.rowCount > 0 else { return .holds(statement.text) }
        let rows = result.table.rowCount == 1 ? "one row breaks" : "\(result.table.rowCount) rows break"
        broken.append(Diagnostic(id: "broken-expectation", at: statement.range, "\(rows) what is expected"))
        return nil
    }

    /// The one value of an inline query, as tables spell it.
    private func figure(
        _ statements: [Statement], at range: SourceRange, _ findings: inout [Diagnostic]
    ) throws(EngineError) -> String {
        guard statements.count == 1, let result = try session.run(statements[0]), !statements[0].isExpectation else {
            throw mistake("inline-query", at: range, "expected one query between `{{` and `}}`")
        }
        findings += result.findings
        let columns = result.table.columns.filter { !$0.screenOnly && $0.role != .dimension }
        guard result.table.rowCount == 1, columns.count == 1 else {
            throw mistake(
                "inline-query", at: range,
                "expected a query that gives one figure, found one with \(count(result.table.rowCount, "row")) and "
                    + "\(count(columns.count, "measure"))",
                advice: "without `group by`, and one measure behind `show`")
        }
        let text = DisplayText.cell(of: columns[0], row: 0)
        return text.isEmpty ? "(missing)" : text
    }

    private func count(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }

    private func mistake(
        _ id: String, at range: SourceRange, _ message: String, advice: String? = nil
    ) -> EngineError {
        .query([Diagnostic(id: id, at: range, message, advice: advice)], SourceText("", name: ""))
    }
}
