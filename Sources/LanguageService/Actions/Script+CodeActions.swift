package import Diagnostics
import Semantics
import Syntax

extension Script {
    /// What can be done at a selection: the fix-its of the findings there, and changes of the text that keep its meaning.
    package func codeActions(in range: SourceRange, diagnostics: [Diagnostic]) -> [CodeAction] {
        var actions: [CodeAction] = []
        for finding in diagnostics where finding.range.start <= range.end && range.start <= finding.range.end {
            for fixIt in finding.fixIts {
                actions.append(
                    CodeAction(
                        kind: .quickFix, title: fixIt.title.withCapital,
                        edits: [TextEdit(fixIt.range, fixIt.replacement)], diagnostic: finding,
                        isPreferred: finding.fixIts.count == 1))
            }
        }
        return actions
            + [extractDefinition(range), extractMeasure(range), extractView(range), inlined(range)]
            .compactMap { $0 } + pins(range)
    }

    // MARK: - Extract

    /// The largest expression that a selection covers, or that an empty selection stands in.
    private func expression(_ range: SourceRange, _ isFit: (SyntaxNode) -> Bool) -> SyntaxNode? {
        guard !range.isEmpty else { return nil }
        let trimmed = trimmed(range)
        return tree.path(to: trimmed).first { $0.range == trimmed && isFit($0) }
    }

    /// A selection without the space at its ends.
    private func trimmed(_ range: SourceRange) -> SourceRange {
        let isSpace = { (byte: UInt8) in byte == 32 || (9...13).contains(byte) }
        var (start, end) = (range.start, min(range.end, source.count))
        while start < end, isSpace(source.bytes[start]) { start += 1 }
        while end > start, isSpace(source.bytes[end - 1]) { end -= 1 }
        return SourceRange(start, end)
    }

    private func extractDefinition(_ range: SourceRange) -> CodeAction? {
        guard let node = expression(range, { Script.isExpression($0.kind) }), let statement = statement(around: node),
            tree.diagnostics.allSatisfy({ !statement.range.contains($0.range) }),
            let scope = stageScope(around: node, statement), scope.dataSet != nil, scope.bind(node) != nil,
            !usesOwnNames(node, of: statement)
        else { return nil }
        let name = freshName("condition", "value", isCondition: scope.bindCondition(node) != nil)
        return CodeAction(
            kind: .extract, title: "Extract into a definition",
            edits: [
                TextEdit(lineStart(statement), "define \(name) = \(node.text)\n\n"), TextEdit(node.range, name),
            ])
    }

    private func extractMeasure(_ range: SourceRange) -> CodeAction? {
        let trimmed = trimmed(range)
        let path = tree.path(to: trimmed)
        guard let clause = path.last(where: { $0.kind == .showClause }),
            let item = clause.nodes(.item).first(where: { $0.range.contains(trimmed) }), let body = item.nodes.last,
            body.kind != .label, body.kind != .name || body.text.lowercased() == "count",
            let statement = statement(around: item),
            tree.diagnostics.allSatisfy({ !statement.range.contains($0.range) }),
            path.filter({ $0.kind == .stage }).count == 1
        else { return nil }
        let label = item.first(.label).map { $0.unquoted($0.firstToken) }
        let name = label ?? freshName("measure", "measure", isCondition: false)
        guard !usesOwnNames(body, of: statement), environment(before: source.count).definition(name) == nil else {
            return nil
        }
        return CodeAction(
            kind: .extract, title: "Extract into the measure `\(name)`",
            edits: [
                TextEdit(lineStart(statement), "measure \(Spelling.name(name)) = \(body.text)\n\n"),
                TextEdit(item.range, Spelling.name(name)),
            ])
    }

    /// The query, or the stages up to the one that is selected, become a view that is read.
    private func extractView(_ range: SourceRange) -> CodeAction? {
        let path = tree.path(to: trimmed(range))
        guard let statement = path.first(where: { $0.kind == .queryStatement }), let query = statement.first(.query),
            tree.diagnostics.allSatisfy({ !statement.range.contains($0.range) })
        else { return nil }
        let stages = query.nodes(.stage)
        let selected = stages.lastIndex { $0.range.start <= range.end } ?? stages.count - 1
        // What `into` writes is no part of a view.
        guard stages.indices.contains(selected),
            stages.prefix(selected + 1).allSatisfy({ $0.first(.intoClause) == nil })
        else { return nil }
        let body = SourceRange(query.range.start, stages[selected].range.end)
        let name = freshName("view", "view", isCondition: false)
        return CodeAction(
            kind: .extract, title: "Extract into a view",
            edits: [
                TextEdit(lineStart(statement), "view \(name) = \(source.text(body))\n\n"),
                TextEdit(body, selected == stages.count - 1 ? name : "from \(name)"),
            ])
    }

    // MARK: - Pin

    private func pins(_ range: SourceRange) -> [CodeAction] {
        guard let statement = statements.first(where: { $0.range.start <= range.start && range.start <= $0.range.end }),
            statement.kind == .queryStatement, tree.diagnostics.allSatisfy({ !statement.range.contains($0.range) })
        else { return [] }
        return [CodeAction(kind: .pin, title: "Pin the result as a comment", edits: [], target: statement.range)]
    }

    // MARK: - Pieces

    private func statement(around node: SyntaxNode) -> SyntaxNode? {
        statements.first { $0.range.contains(node.range) }
    }

    /// Whether an expression uses labels of its query or arguments of its definition, which nothing outside can see.
    private func usesOwnNames(_ expression: SyntaxNode, of statement: SyntaxNode) -> Bool {
        var resolver = NameResolver(self)
        for other in statements where other.range.end <= statement.range.start { resolver.leave(other) }
        resolver.enter(statement)
        var found = false
        expression.walk { node in
            guard node.kind == .name else { return }
            switch resolver.meaning(tree.path(to: node.range)) {
            case .label?, .parameter?: found = true
            default: break
            }
        }
        return found
    }

    private func stageScope(around node: SyntaxNode, _ statement: SyntaxNode) -> StageScope? {
        let path = tree.path(to: node.range)
        var resolver = NameResolver(self)
        for other in statements where other.range.end <= statement.range.start { resolver.leave(other) }
        resolver.enter(statement)
        return resolver.scope(path)
    }

    /// The start of the line that a statement begins on.
    private func lineStart(_ statement: SyntaxNode) -> SourceRange {
        let start = source.lineRange(source.line(at: statement.range.start)).start
        // Another statement may stand before it on the line.
        let place =
            statements.contains { $0.range.end > start && $0.range.end <= statement.range.start }
            ? statement.range.start : start
        return SourceRange(place, place)
    }

    private func freshName(_ condition: String, _ other: String, isCondition: Bool) -> String {
        let taken = Set(environment(before: source.count).definedNames.map(nameKey))
        let base = "new_" + (isCondition ? condition : other)
        if !taken.contains(base) { return base }
        return (2...).lazy.map { "\(base)_\($0)" }.first { !taken.contains($0) } ?? base
    }

    private static func isExpression(_ kind: SyntaxKind) -> Bool {
        switch kind {
        case .orExpression, .andExpression, .notExpression, .comparison, .membership, .betweenExpression, .missingTest,
            .textTest, .sumExpression, .productExpression, .negative, .call, .parenthesized:
            true
        default: false
        }
    }
}
