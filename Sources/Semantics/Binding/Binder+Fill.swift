import Columnar
import Diagnostics
import Syntax

extension Binder {
    /// fill = "fill" expression: what stands where a group or a bucket has no value.
    ///
    /// Counts and sums of nothing are 0 without it. Filling comes before shares, changes and rolling means, so those see
    /// the value; totals are computed from rows and do not.
    func bindFill(_ clauses: ClauseSet, _ scope: MeasureScope) {
        guard let node = clauses.first(.fillClause)?.nodes.first, let value = bind(node, .row(scope.rows)) else {
            return
        }
        guard value.constantValue != nil else {
            return fail(
                "not-a-constant", at: node.range, "expected a value such as `0` or `0d`, found `\(node.canonicalText)`")
                ?? ()
        }
        scope.fill = value
    }

    /// A measure with the clause's value in place of a missing one, where its type takes that.
    func filled(_ measure: BoundExpression?, _ scope: MeasureScope) -> BoundExpression? {
        guard let measure, let written = scope.fill, !isAdditive(measure, scope) else { return measure }
        let fill = instant(written, for: measure.type)
        guard let type = filledType(measure.type, fill.type) else { return measure }
        scope.usesFill = true
        return BoundExpression(.coalesce([converted(measure, to: type), converted(fill, to: type)]), type)
    }

    /// A day or an hour stands for its first instant where the values are times.
    private func instant(_ fill: BoundExpression, for type: DataType) -> BoundExpression {
        guard type.isTemporal, case .period(let period)? = fill.constantValue else { return fill }
        return type == .date && period.grain >= .day ? .constant(.date(period.start), type: .date) : moment(fill)
    }

    /// A number in a rate's place is a fraction.
    private func filledType(_ measure: DataType, _ fill: DataType) -> DataType? {
        if measure.isFraction, fill == .integer || fill == .number || fill.isFraction { return .percent }
        if measure == .text { return fill == .text ? .text : nil }
        return measure == .boolean || fill == .boolean ? nil : join(measure, fill)
    }

    /// Says so when no measure of the query takes the value.
    func checkFill(_ clauses: ClauseSet, _ scope: MeasureScope) {
        guard let fill = scope.fill, !scope.usesFill, !diagnostics.hasErrors,
            let clause = clauses.first(.fillClause)
        else { return }
        let types = Set(scope.stage.calls.filter { !isAdditive(scope.reference($0), scope) }.map(\.type.description))
        guard !types.isEmpty else {
            return warn(
                "unused-fill", at: clause.range, "nothing is left to fill: counts and sums of nothing are 0 already")
        }
        let value = clause.nodes.first?.text ?? ""
        let spelling = types == [DataType.duration.description] && fill.type.isNumeric ? "fill \(value)d" : nil
        fail(
            "fill-type", at: clause.range,
            "`\(clause.canonicalText)` fills with \(fill.type.description), and the measures are of other types",
            advice: spelling == nil ? "found \(types.sorted().joined(separator: ", "))" : nil,
            fixIts: spelling.map { [.writing($0, at: clause.range)] } ?? []) as Void?
    }
}

extension BoundExpression {
    /// The measure below a `fill`.
    var unfilled: BoundExpression {
        switch kind {
        case .coalesce(let parts): parts.first?.unfilled ?? self
        case .convert(let inner): inner.unfilled
        default: self
        }
    }
}
