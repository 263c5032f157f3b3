import Columnar
import Diagnostics
import Functions
import Syntax

extension Binder {
    /// test = "test" sum "by" dimension { "," dimension }
    func bindTest(_ clause: SyntaxNode, _ input: LogicalPlan, _ rows: RowScope) -> LogicalPlan? {
        guard let node = clause.nodes.first, node.kind != .dimension, let measure = testedMeasure(node, rows) else {
            return nil
        }
        let parts = clause.nodes(.dimension).compactMap { testPart($0, node, measure, rows) }
        guard !parts.isEmpty, parts.count == clause.nodes(.dimension).count else { return nil }
        return .test(
            input, TestStage(kind: measure.kind, parts: parts, measure: measure.header, type: measure.type))
    }

    // MARK: - What is tested

    private struct TestedMeasure {
        let kind: TestStage.Kind
        let operand: BoundExpression
        let operandText: String
        let header: String
        let type: DataType
    }

    private func testedMeasure(_ node: SyntaxNode, _ rows: RowScope) -> TestedMeasure? {
        let isColumn = rows.dataSet == nil && rows.fields.contains { $0.name == node.canonicalText }
        if isColumn { return testedValue(node, rows) }
        switch node.kind {
        case .rate:
            guard let inner = node.nodes.first, let condition = bindCondition(inner, .row(rows)) else { return nil }
            return TestedMeasure(
                kind: .rate, operand: condition, operandText: inner.canonicalText, header: node.canonicalText,
                type: .rate)
        case .aggregate:
            let word = node.text(node.firstToken).lowercased()
            guard word == "avg" || word == "median", let inner = node.nodes.first else { return notTested(node) }
            guard let operand = bind(inner, .row(rows)) else { return nil }
            return tested(operand, inner, word: word)
        case .window, .ifModifier, .withinModifier, .perModifier, .adjustedModifier: return notTested(node)
        case .name:
            let name = node.unquoted(node.firstToken)
            if case .measure(let body)? = definition(name, rows)?.meaning {
                openDefinitions.append(OpenDefinition(name: name, useSite: node.range, arguments: [:]))
                defer { openDefinitions.removeLast() }
                guard openDefinitions.count(where: { $0.name == name }) == 1 else { return notTested(node) }
                return testedMeasure(body, rows)
            }
            return nameKey(name) == "count" && rows.columns(named: name).isEmpty
                ? notTested(node) : testedValue(node, rows)
        default: return testedValue(node, rows)
        }
    }

    private func notTested(_ node: SyntaxNode) -> TestedMeasure? {
        fail(
            "test-measure", at: node.range,
            "`test` takes a rate, a value of each row, or the average of one, found `\(node.canonicalText)`",
            advice:
                "for example `test late% by district` or `test time_to_close by department`; rows are picked by `where`"
        )
    }

    private func testedValue(_ node: SyntaxNode, _ rows: RowScope) -> TestedMeasure? {
        guard let operand = bind(node, .row(rows)) else { return nil }
        if operand.type == .boolean {
            let text = node.canonicalText
            return TestedMeasure(
                kind: .rate, operand: operand, operandText: text,
                header: node.kind == .name || node.kind == .parenthesized ? "\(text)%" : "(\(text))%", type: .rate)
        }
        if operand.type == .text {
            return TestedMeasure(
                kind: .category, operand: operand, operandText: header(node), header: "mode \(header(node))",
                type: .text)
        }
        return tested(operand, node, word: "median")
    }

    private func tested(_ operand: BoundExpression, _ node: SyntaxNode, word: String) -> TestedMeasure? {
        var operand = operand
        if operand.type == .rate || operand.type == .share || operand.type == .points {
            operand = converted(operand, to: .percent)
        }
        guard operand.type.isNumeric, case .result(let type)? = AggregateFunction.named(word)?.type(operand.type) else {
            return fail(
                "test-measure", at: node.range,
                "`test` compares numbers, durations and conditions; found \(operand.type.description)",
                advice: operand.type.isTemporal ? "a length of time can be tested: `closed - opened`" : nil)
        }
        return TestedMeasure(
            kind: word == "avg" ? .means : .ranks, operand: operand, operandText: node.canonicalText,
            header: "\(word) \(node.canonicalText)", type: type)
    }

    // MARK: - By what

    private func testPart(
        _ node: SyntaxNode, _ measureNode: SyntaxNode, _ measure: TestedMeasure, _ rows: RowScope
    ) -> TestStage.Part? {
        guard let body = node.nodes.last, body.kind != .label,
            var dimension = within(.dimension, { bind(body, .row(rows)) })
        else { return nil }
        let name = label(node) ?? header(body)
        if dimension.type == .rate || dimension.type == .share { dimension = converted(dimension, to: .percent) }
        guard dimension.type != .point else {
            return fail("dimension-type", at: body.range, "`\(name)` is a point: rows cannot be grouped by it")
        }
        let isOrdered = dimension.type != .text && dimension.type != .boolean
        let hasGroups = !isOrdered || dimension.type == .integer
        guard hasGroups || measure.kind != .category else {
            let swapped = "\(header(body)) by \(measureNode.canonicalText)"
            guard dimension.type.isNumeric else {
                return fail(
                    "test-category", at: body.range,
                    "a category does not rise or fall with \(dimension.type.description)",
                    advice: "test it between parts of the calendar: `by year(\(header(body)))`")
            }
            return fail(
                "test-category", at: body.range,
                "a category does not rise or fall with \(dimension.type.description)",
                advice: "test the value between the categories: `test \(swapped)`",
                fixIts: [
                    FixIt(
                        "write `test \(swapped)`", range: SourceRange(measureNode.range.start, node.range.end),
                        replacement: swapped)
                ])
        }
        var stage = GroupedStage()
        stage.dimensions = [GroupedStage.Dimension(name: name, expression: dimension)]
        let (function, operand): (AggregateFunction?, BoundExpression?) =
            switch measure.kind {
            case .rate: (.rate, measure.operand)
            case .category: (.count, nil)
            // The values themselves are tested; the first is the least that asks for all of them.
            case .ranks, .means: (AggregateFunction.named("first"), measure.operand)
            }
        guard let function else { return nil }
        if measure.kind == .category {
            stage.dimensions.append(GroupedStage.Dimension(name: measure.operandText, expression: measure.operand))
        }
        stage.calls = [
            AggregateCall(
                function: function, operand: operand, condition: nil, type: measure.type,
                name: "\(function.name) \(measure.operand)", text: measureNode.canonicalText,
                operandText: measure.operandText)
        ]
        return TestStage.Part(name: name, stage: stage, isOrdered: isOrdered, hasGroups: hasGroups)
    }

    // MARK: - Alone in its stage

    /// The stage of a `why` or a `test`, which are about the rows that `dedupe` keeps.
    func bindAlone(
        _ clause: SyntaxNode, among clauses: ClauseSet, _ input: LogicalPlan, _ rows: RowScope
    ) -> LogicalPlan? {
        guard standsAlone(clause, among: clauses) else { return nil }
        let kept = rows.removed.map { LogicalPlan.filter(input, $0.negated) } ?? input
        return clause.kind == .whyClause ? bindWhy(clause, kept, rows) : bindTest(clause, kept, rows)
    }

    /// `test` and `why` make a result of their own: a clause that shapes another one would do nothing.
    private func standsAlone(_ clause: SyntaxNode, among clauses: ClauseSet) -> Bool {
        let foreign: [SyntaxKind] = [
            .groupByClause, .overClause, .acrossClause, .showClause, .listClause, .havingClause, .compareClause,
            .sortClause,
            .topClause, .limitClause, .withClause, .testClause, .whyClause,
        ]
        let word = clause.text(clause.firstToken).lowercased()
        guard let other = foreign.compactMap(clauses.first).first(where: { $0.range != clause.range }) else {
            return true
        }
        error(
            "clause-beside-\(word)", at: other.range,
            "`\(word)` makes a result of its own, beside which `\(clauseWords(other))` has no meaning",
            advice: "a later stage may shape the result: `… | sort by …`")
        return false
    }
}
