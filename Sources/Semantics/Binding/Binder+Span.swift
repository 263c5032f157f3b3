import Columnar
import Diagnostics
import Functions
import Syntax

extension Binder {
    /// What a name means for the stages of cases: a span's stock at the end of a bucket (`backlog`), and the `arrivals` and
    /// `closures` of the first span. Wrapped, because a known name may still fail.
    func spanMeasure(_ name: String, _ node: SyntaxNode, _ scope: MeasureScope) -> (
        expression: BoundExpression?, known: Bool
    )? {
        let key = nameKey(name)
        guard scope.rows.columns(named: name).isEmpty else { return nil }
        let all = spans(scope.rows)
        guard
            let span = key == "arrivals" || key == "closures"
                ? all.first : all.last(where: { nameKey($0.name) == key }),
            case .span(let startNode, let endNode) = span.meaning
        else {
            guard key == "arrivals" || key == "closures" else { return nil }
            return (
                fail(
                    "no-span", at: node.range, "`\(name)` needs a span, and there is none",
                    advice: "define one: `span backlog = opened to closed`"), true
            )
        }
        guard let start = bind(startNode, .row(scope.rows)), let end = bind(endNode, .row(scope.rows)) else {
            return (nil, true)
        }
        guard start.type.isTemporal, end.type.isTemporal else {
            return (fail("span-type", at: node.range, "the span `\(span.name)` needs two times"), true)
        }
        let flow = SpanFlow(start: start, end: end, scope: scope, dataEnd: scope.rows.asOf?.end)
        noteReversed(span.name, start, end, scope)
        // Arrivals before the data begins would be in buckets of their own.
        if key != "arrivals" { noteBeginning(span.name, start, scope) }
        switch key {
        case "arrivals": return (flow.arrivals(), true)
        case "closures": return (flow.closures(), true)
        default: return (stock(flow, node, scope), true)
        }
    }

    /// All spans, the profile's first: the first one is meant by `arrivals`, `closures` and `wait`.
    func spans(_ rows: RowScope) -> [Definition] {
        (rows.dataSet?.definitions ?? []).filter(\.isSpan) + environment.spans
    }

    /// On a time axis the stock is everything that has arrived less everything that has gone; else what is open now.
    private func stock(_ flow: SpanFlow, _ node: SyntaxNode, _ scope: MeasureScope) -> BoundExpression? {
        guard scope.stage.axis != nil else { return flow.open() }
        func running(_ operand: BoundExpression) -> BoundExpression {
            scope.reference(
                WindowCall(kind: .runningAxis, operand: operand, type: .integer, name: "running \(operand)"))
        }
        return arithmetic(.subtract, running(flow.arrivals()), running(flow.closures()), at: node.range)
    }

    /// Spans that end before they start are left out, and said so.
    private func noteReversed(_ name: String, _ start: BoundExpression, _ end: BoundExpression, _ scope: MeasureScope) {
        let reversed = BoundExpression(.comparison(.less, end, start), .boolean)
        let condition = BoundExpression.all([scope.condition, reversed].compactMap(\.self))
        _ = scope.reference(
            AggregateCall(
                function: .count, operand: nil, condition: condition, type: .integer, name: "reversed \(name)",
                text: name, operandText: "an end before their start"))
    }

    /// What started before the data begins is in no stock, and its end is no closure.
    private func noteBeginning(_ name: String, _ start: BoundExpression, _ scope: MeasureScope) {
        guard case .column(.input(let index, let column)) = start.kind,
            var first = scope.rows.dataSet?.table.columns[index].bounds?.lowerBound
        else { return }
        var place = "the data begins"
        if let selected = limits(of: start, in: scope.conditions).start, selected > first {
            (first, place) = (selected, "`where` begins")
        }
        let note = "\(name) counts only what \(column) since \(ValueText.date(first)), where \(place)"
        scope.update { if !$0.notes.contains(note) { $0.notes.append(note) } }
    }
}

/// The counts that a span gives.
struct SpanFlow {
    let start: BoundExpression
    let end: BoundExpression
    let scope: MeasureScope
    let dataEnd: Int64?

    /// Counted by their start, up to the data's end.
    func arrivals() -> BoundExpression {
        count(by: start, name: "arrivals", [start.isKnown, isForward] + upTo([dataEnd], start))
    }

    /// Counted by their end, up to the data's end. What never started does not end either.
    func closures() -> BoundExpression {
        let limits = upTo([scope.isOtherSide ? scope.axisEnds.other : scope.axisEnds.base, dataEnd], end)
        return count(by: end, name: "closures", [start.isKnown, end.isKnown, isForward] + limits)
    }

    /// What has started and not ended, at the data's end.
    func open() -> BoundExpression {
        let isGone = dataEnd.map { isBefore($0, end) } ?? end.isKnown
        let isThere = [start.isKnown, isForward, isGone.negated]
        return count(by: nil, name: "open", isThere + upTo([dataEnd], start))
    }

    /// That a time lies before the first of some instants.
    private func upTo(_ instants: [Int64?], _ time: BoundExpression) -> [BoundExpression] {
        instants.compactMap { $0 }.min().map { [isBefore($0, time)] } ?? []
    }

    private var isForward: BoundExpression {
        BoundExpression(.comparison(.less, end, start), .boolean).negated
    }

    private func isBefore(_ instant: Int64, _ time: BoundExpression) -> BoundExpression {
        let limit = BoundExpression.constant(time.type == .date ? .date(instant) : .time(instant), type: time.type)
        return BoundExpression(.comparison(.less, time, limit), .boolean)
    }

    private func count(by time: BoundExpression?, name: String, _ conditions: [BoundExpression]) -> BoundExpression {
        let condition = BoundExpression.all([scope.condition].compactMap(\.self) + conditions)
        var bucket: BoundExpression?
        if let axis = scope.stage.axis, let time {
            // Rows that do not count must not lengthen the axis either.
            let type = DataType.period(axis.grain)
            bucket = BoundExpression(
                .conditional(
                    [(condition, scope.bucket(axis.grain, time))],
                    otherwise: .constant(.missing, type: type)), type)
        }
        let suffix = scope.condition.map { " if \($0)" } ?? ""
        return scope.reference(
            AggregateCall(
                function: .count, operand: nil, condition: condition, bucket: bucket, type: .integer,
                name: "\(name) of \(start) to \(end)\(suffix)", text: name))
    }
}
