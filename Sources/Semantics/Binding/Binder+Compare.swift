import Columnar
import Diagnostics
import Syntax

extension Binder {
    /// compare = "compare" [ expression ] "to" ( "rest" | "previous" GRAIN | period | expression )
    ///
    /// The base is the condition that is named, else the period of `where` on the default time, else the last complete
    /// grain before the data's end; the other period takes its place.
    func bindComparisonClause(_ clause: SyntaxNode, _ rows: RowScope, _ conditions: [BoundExpression]) -> Comparison? {
        let nodes = clause.nodes
        let isRest = clause.has(.rest)
        let target = isRest ? nil : nodes.last
        let named = isRest ? nodes.first : nodes.count > 1 ? nodes.first : nil
        guard isRest || target != nil else { return nil }
        let time = rows.dataSet?.timeColumn.map(rows.column)
        var shared = conditions
        var base: BoundExpression?
        if let named {
            guard !failOnComparedPeriod(named, clause, rows) else { return nil }
            guard let bound = bindCondition(named, .row(rows)) else { return nil }
            base = bound
        } else if let time {
            let timed = conditions.flatMap(parts).filter { confines($0, time) }
            if !timed.isEmpty {
                base = .all(timed)
                shared = conditions.flatMap(parts).filter { !confines($0, time) }
            }
        }
        if isRest {
            guard let base else {
                return fail(
                    "compare-without-base", at: clause.range, "expected the condition whose rest is meant",
                    advice: "for example `compare district = 5 to rest`")
            }
            let rest = base.negated
            return Comparison(shared: shared, base: base, other: rest, word: "rest", basePeriod: nil, otherPeriod: nil)
        }
        guard let target else { return nil }
        return periodComparison(target, base: base, shared: shared, time, rows)
            ?? conditionComparison(target, base: base, shared: shared, rows, clause)
    }

    private func parts(_ condition: BoundExpression) -> [BoundExpression] {
        if case .and(let parts) = condition.kind { return parts.flatMap(self.parts) }
        return [condition]
    }

    /// Whether a condition says when the default time lies, and nothing else.
    private func confines(_ condition: BoundExpression, _ time: BoundExpression) -> Bool {
        guard case .comparison(_, let left, let right) = condition.kind, case .column(let column) = left.kind,
            case .column(let axis) = time.kind
        else { return false }
        return column == axis && right.constantValue != nil
    }

    // MARK: - Another period

    /// Nil when the target is no period.
    private func periodComparison(
        _ target: SyntaxNode, base: BoundExpression?, shared: [BoundExpression], _ time: BoundExpression?,
        _ rows: RowScope
    ) -> Comparison? {
        let isPeriod: Bool
        switch target.kind {
        case .relativePeriod, .periodRange: isPeriod = true
        case .literal: isPeriod = target.firstToken.kind == .date || target.firstToken.kind == .number
        default: isPeriod = false
        }
        guard isPeriod, let time else { return nil }
        // Data without any time has no end, and nothing in any period.
        let asOf = rows.asOf ?? AsOf(day: 0, isDateOnly: true)
        let period: TimeRange
        if let base {
            guard let named = self.period(of: base, time, asOf, target) else { return nil }
            period = named
        } else {
            let last = Period(grainOfComparison(target), containing: asOf.end).advanced(by: -1)
            period = TimeRange(start: last.start, end: last.end)
        }
        let base = base ?? inside(time, period)
        guard let other = otherPeriod(target, period, rows) else { return nil }
        if rows.asOf != nil, period.end > asOf.end {
            warn(
                "compared-with-partial", at: target.range,
                "the period that is compared is not over: the data ends on \(ValueText.date(asOf.day))",
                advice: "a whole period is compared with a part of one", fixIts: completions())
        }
        return Comparison(
            shared: shared, base: base, other: inside(time, other), word: "before", basePeriod: period,
            otherPeriod: other)
    }

    /// Takes the last complete period for the current one, in `where opened in this month`.
    private func completions() -> [FixIt] {
        let wheres = (query?.nodes(.stage) ?? []).flatMap { $0.nodes(.whereClause) }
        var open = wheres
        while let node = open.popLast() {
            if node.kind == .relativePeriod, let word = node.token(.this) {
                let text = "previous" + node.tree.source.text(SourceRange(word.range.end, node.range.end))
                return [FixIt("write `\(text)`", range: word.range, replacement: "previous")]
            }
            open += node.nodes
        }
        return []
    }

    private func inside(_ time: BoundExpression, _ range: TimeRange) -> BoundExpression {
        compare(.equal, time, range, exact: false)
    }

    /// The period that conditions confine the default time to; one without an end goes on to that of the data.
    private func period(
        of base: BoundExpression, _ time: BoundExpression, _ asOf: AsOf, _ target: SyntaxNode
    ) -> TimeRange? {
        guard parts(base).allSatisfy({ confines($0, time) }) else {
            return fail(
                "condition-to-period", at: target.range,
                "a condition is compared to a condition or to `rest`, and `\(target.canonicalText)` is a period",
                advice: "put the condition into `where`, and name a period of `\(time)` before `to`")
        }
        let limits = limits(of: time, in: [base])
        guard let start = limits.start else {
            return fail(
                "compare-without-start", at: target.range,
                "the period that is compared has no start, so that nothing can take its place",
                advice: "name both of its ends: `where \(time) in 2020-Q1`")
        }
        return TimeRange(start: start, end: max(start, limits.end ?? asOf.end))
    }

    /// The grain of `previous month`; that of the date shape; a month where nothing says.
    private func grainOfComparison(_ target: SyntaxNode) -> Grain {
        if target.kind == .relativePeriod {
            for token in target.tokens where token.kind == .word {
                if let grain = Grain(rawValue: target.text(token).lowercased()) { return grain }
            }
        }
        if target.kind == .literal, let value = literalValue(target) {
            if case .period(let period) = value { return period.grain }
            return .year
        }
        return .month
    }

    /// The period that takes the base's place: `previous month` and `same month last year` move the base. A week moves by
    /// 52 weeks, so that its weekdays are compared with their like.
    private func otherPeriod(_ target: SyntaxNode, _ base: TimeRange, _ rows: RowScope) -> TimeRange? {
        guard target.kind == .relativePeriod else { return bindPeriod(target, rows) }
        let words = target.tokens.filter { $0.kind == .word }.map { target.text($0).lowercased() }
        guard words.count > 1, let grain = grain(words[1], at: target.range) else { return nil }
        switch target.firstToken.keyword {
        case .previous: return shifted(base, by: grain, -1)
        case .same: return grain == .week ? shifted(base, by: .week, -52) : shifted(base, by: .year, -1)
        default: return bindPeriod(target, rows)
        }
    }

    private func shifted(_ range: TimeRange, by grain: Grain, _ count: Int) -> TimeRange {
        TimeRange(
            start: Milliseconds.adding(count, grain, to: range.start),
            end: Milliseconds.adding(count, grain, to: range.end))
    }

    // MARK: - Another condition

    private func conditionComparison(
        _ target: SyntaxNode, base: BoundExpression?, shared: [BoundExpression], _ rows: RowScope, _ clause: SyntaxNode
    ) -> Comparison? {
        guard !diagnostics.hasErrors, let other = bindCondition(target, .row(rows)) else { return nil }
        guard let base else {
            return fail(
                "compare-without-base", at: clause.range, "expected what is compared before `to`",
                advice: "for example `compare district = 5 to district = 3`")
        }
        return Comparison(shared: shared, base: base, other: other, word: "other", basePeriod: nil, otherPeriod: nil)
    }

    // MARK: - Measures of both sides

    /// Binds an item for both sides: `m`, `m before` and, for numbers, `m change`.
    func bindCompared(_ body: SyntaxNode, name: String, _ comparison: Comparison, _ scope: MeasureScope) -> [Item] {
        let sides = [false, true].map { isOther in
            on(other: isOther, comparison, scope) { bind(body, .measure(scope)) }
        }
        guard let now = sides[0], let before = sides[1] else { return [] }
        var items = [Item(name: name, expression: now), Item(name: "\(name) \(comparison.word)", expression: before)]
        if now.type.isNumeric, let change = arithmetic(.subtract, now, before, at: body.range) {
            let type: DataType = now.type.isFraction ? .points : change.type
            items.append(Item(name: "\(name) change", expression: BoundExpression(change.kind, type)))
        }
        return items
    }

    /// Binds a measure of one side of a comparison.
    func on<Result>(
        other isOther: Bool, _ comparison: Comparison, _ scope: MeasureScope, _ body: () -> Result
    ) -> Result {
        let text = scope.conditionText
        scope.isOtherSide = isOther
        // What is left out is counted for each side, under its name.
        if isOther { scope.conditionText += " \(comparison.word)" }
        defer { (scope.isOtherSide, scope.conditionText) = (false, text) }
        return under(isOther ? comparison.other : comparison.base, scope, body)
    }

    func under<Result>(_ condition: BoundExpression, _ scope: MeasureScope, _ body: () -> Result) -> Result {
        let outer = scope.condition
        scope.condition = .all([outer, condition].compactMap(\.self))
        defer { scope.condition = outer }
        return body()
    }

    /// A column of the comparison by its header, such as `late% before`; a bare `change` is the first measure's.
    func comparedColumn(_ name: String, _ scope: MeasureScope) -> BoundExpression? {
        guard scope.comparison != nil else { return nil }
        let key = nameKey(name)
        return scope.stage.items.first { key == "change" ? $0.name.hasSuffix(" change") : nameKey($0.name) == key }?
            .expression
    }

    /// The bucket of a row on the time axis; rows of the other period lie in the base's buckets, place by place.
    func comparedAxis(_ grain: Grain, _ time: BoundExpression, _ comparison: Comparison) -> BoundExpression {
        let bucket = BoundExpression(.period(grain, time), .period(grain))
        let distance = comparison.distance(grain)
        guard distance != 0 else { return bucket }
        let moved = BoundExpression(
            .arithmetic(.add, bucket, .constant(.integer(Int64(distance)), type: .integer)), .period(grain))
        return BoundExpression(.conditional([(comparison.base, bucket)], otherwise: moved), .period(grain))
    }
}
