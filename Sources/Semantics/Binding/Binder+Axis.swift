import Columnar
import Diagnostics
import Syntax

/// The time axis of `over`.
extension Binder {
    /// over = "over" GRAIN [ "of" dimension ]
    func bindAxis(_ clause: SyntaxNode, _ scope: MeasureScope, _ conditions: [BoundExpression]) {
        let words = clause.tokens.filter { $0.kind == .word }
        guard words.count > 1, let grain = grain(clause.text(words[1]), at: words[1].range) else { return }
        let time: BoundExpression
        if let body = clause.first(.dimension)?.nodes.last {
            guard let bound = bind(body, .row(scope.rows)) else { return }
            guard let instant = axisTime(bound, grain, header(body), at: body.range) else { return }
            time = instant
        } else if let column = scope.rows.dataSet?.timeColumn
            ?? scope.rows.fields.firstIndex(where: { $0.type.isTemporal })
            ?? scope.rows.fields.firstIndex(where: { $0.type.isPeriod })
        {
            let name = scope.rows.fields[column].name
            guard let instant = axisTime(scope.rows.column(column), grain, name, at: clause.range) else { return }
            time = instant
        } else {
            error(
                "axis-type", at: clause.range, "`over` needs a time column, and the data has none",
                notes: ["columns: \(scope.rows.names.prefix(12).joined(separator: ", "))"])
            return
        }
        inspect(BoundExpression(.period(grain, time), .period(grain)), at: clause, .row(scope.rows))
        let index = scope.stage.dimensions.count
        let name = grain.rawValue
        scope.add(
            dimension: GroupedStage.Dimension(
                name: name,
                expression: scope.comparison.map { comparedAxis(grain, time, $0) }
                    ?? BoundExpression(.period(grain, time), .period(grain))), text: name)
        let limits = limits(of: time, in: scope.comparison.map { $0.shared + [$0.base] } ?? conditions)
        scope.axisEnds = (limits.end, limits.end)
        if let comparison = scope.comparison {
            scope.axisEnds.other = self.limits(of: time, in: comparison.shared + [comparison.other]).end
            if comparison.overlaps {
                scope.isOtherSide = true
                let bucket = scope.bucket(grain, time)
                scope.isOtherSide = false
                // Rows that do not count must not lengthen the axis either.
                scope.otherBucket = BoundExpression(
                    .conditional([(comparison.other, bucket)], otherwise: .constant(.missing, type: bucket.type)),
                    bucket.type)
            }
        }
        scope.update {
            $0.axis = GroupedStage.TimeAxis(
                dimension: index, grain: grain, start: limits.start, end: limits.end,
                dataStart: bounds(of: time, scope.rows)?.lowerBound,
                dataEnd: scope.rows.asOf?.end, emptyDay: emptyDay(time, scope.rows))
        }
    }

    /// The time that an axis goes by. A bucket of an earlier stage stands on a coarser axis where it begins.
    private func axisTime(
        _ expression: BoundExpression, _ grain: Grain, _ name: String, at range: SourceRange
    ) -> BoundExpression? {
        if expression.type.isTemporal { return expression }
        guard case .period(let finer) = expression.type else {
            return fail(
                "axis-type", at: range, "a time axis needs a time; `\(name)` is \(expression.type.description)")
        }
        guard finer <= grain else {
            return fail(
                "axis-type", at: range, "`\(name)` is \(expression.type.description), which has no \(grain.rawValue)s",
                advice: "the stage before can go `over \(grain.rawValue)`")
        }
        return start(of: expression)
    }

    /// The first and the last value of a time column in the data.
    private func bounds(of time: BoundExpression, _ rows: RowScope) -> ClosedRange<Int64>? {
        guard case .column(.input(let index, _)) = time.kind else { return nil }
        return rows.dataSet?.table.columns[index].bounds
    }

    /// The day of the data's end, where no time of the column lies on it or behind; a day that `as of` names is whole.
    private func emptyDay(_ time: BoundExpression, _ rows: RowScope) -> Int64? {
        guard let asOf = rows.asOf, !asOf.isRewound, let last = bounds(of: time, rows)?.upperBound else { return nil }
        return last < asOf.day ? asOf.day : nil
    }

    /// The instants that the conditions of `where` confine a time to.
    func limits(of time: BoundExpression, in conditions: [BoundExpression]) -> (start: Int64?, end: Int64?) {
        guard case .column(let axis) = time.kind else { return (nil, nil) }
        var start: Int64?
        var end: Int64?
        var open = conditions
        while let condition = open.popLast() {
            switch condition.kind {
            case .and(let parts): open += parts
            case .comparison(let op, let left, let right):
                guard case .column(axis) = left.kind, let value = right.constantValue?.integer else { continue }
                switch op {
                case .greaterOrEqual: start = max(start ?? value, value)
                case .greater: start = max(start ?? value, value + 1)
                case .less: end = min(end ?? value, value)
                case .lessOrEqual: end = min(end ?? value + 1, value + 1)
                default: break
                }
            default: break
            }
        }
        return (start, end)
    }
}
