package import Columnar
import Functions
import Geography
package import Semantics

/// The meaning of bound expressions, one row at a time: for constants, for dictionaries and for what has no kernel.
///
/// Conditions are three-valued here (`.missing` is "unknown"); `isTrue` is the two-valued reading of `where`.
package struct RowEvaluator {
    /// The value of a column in the row at hand.
    private let column: (ColumnReference) -> Value
    /// The natural order of a text column's values.
    private let textOrder: (ColumnReference) -> TextOrder
    private let matchers = TextMatchers()

    package init(
        textOrder: @escaping (ColumnReference) -> TextOrder = { _ in .codePoint },
        _ column: @escaping (ColumnReference) -> Value
    ) {
        self.textOrder = textOrder
        self.column = column
    }

    /// The value of an expression without columns.
    package static func constant(_ expression: BoundExpression) -> Value {
        RowEvaluator { _ in .missing }.value(expression)
    }

    package func value(_ expression: BoundExpression) -> Value {
        switch expression.kind {
        case .column(let reference): return column(reference)
        case .constant(let value): return value
        case .arithmetic(let op, let left, let right):
            return RowArithmetic.apply(op, value(left), value(right), type: expression.type)
        case .comparison(let op, let left, let right):
            return RowComparison.compare(op, value(left), value(right), order: order(left)).map(Value.boolean)
                ?? .missing
        case .textTest(let op, let operand, let pattern):
            guard case .text(let text) = value(operand) else { return .missing }
            return .boolean(matchers.matcher(op, pattern).matches(text))
        case .membership(let operand, let values, let isNegated):
            let value = value(operand)
            guard !value.isMissing else { return .missing }
            let found = values.contains { RowComparison.compare(.equal, value, $0, order: .codePoint) == true }
            return .boolean(found != isNegated)
        case .and(let parts): return conjunction(parts)
        case .or(let parts): return disjunction(parts)
        case .not(let operand):
            if case .boolean(let flag) = value(operand) { return .boolean(!flag) }
            return .missing
        case .isMissing(let operand): return .boolean(value(operand).isMissing)
        case .isKnown(let operand): return .boolean(!value(operand).isMissing)
        case .call(let function, let arguments):
            let values = arguments.map(value)
            return values.contains(.missing) ? .missing : function.evaluate(values)
        case .conditional(let branches, let otherwise):
            for branch in branches where isTrue(branch.condition) { return value(branch.value) }
            return value(otherwise)
        case .coalesce(let parts):
            for part in parts {
                let value = value(part)
                if !value.isMissing { return value }
            }
            return .missing
        case .convert(let operand): return RowArithmetic.convert(value(operand), to: expression.type)
        case .period(let grain, let operand):
            guard let time = value(operand).integer else { return .missing }
            return .period(Period(grain, containing: time))
        case .addMonths(let operand, let months):
            guard let time = value(operand).integer else { return .missing }
            return Value(integer: Milliseconds.adding(months: months, to: time), type: expression.type)
        case .lookup(let table, let column, let keys):
            guard let row = table.row(keys.map(value)) else { return .missing }
            return column.map { table.dataSet.table.columns[$0][row] } ?? .integer(Int64(row))
        case .grid(let latitude, let longitude, let side):
            guard let y = value(latitude).number, let x = value(longitude).number else { return .missing }
            return .text(GridSquare(latitude: y, longitude: x, side: side).name(side: side))
        case .distance(let places):
            let values = places.compactMap { value($0).number }
            guard values.count == places.count else { return .missing }
            return Value(number: Geodesic.distance(values), type: .number)
        case .pair(let left, let right):
            guard let x = value(left).number, let y = value(right).number else { return .missing }
            return .point(x, y)
        case .code, .repeats:
            // Dictionaries and other rows decide: the compiler computes it for all rows at once.
            return .missing
        }
    }

    /// The two-valued reading: a comparison with a missing operand is false (`!=` and `not in`: true), and `not` is the
    /// exact complement.
    package func isTrue(_ expression: BoundExpression) -> Bool {
        switch expression.kind {
        case .and(let parts): return parts.allSatisfy(isTrue)
        case .or(let parts): return parts.contains(where: isTrue)
        case .not(let operand): return !isTrue(operand)
        case .comparison(.notEqual, _, _), .membership(_, _, isNegated: true):
            let value = value(expression)
            return value.isMissing || value == .boolean(true)
        default: return value(expression) == .boolean(true)
        }
    }

    private func conjunction(_ parts: [BoundExpression]) -> Value {
        var result = Value.boolean(true)
        for part in parts {
            let value = value(part)
            if value == .boolean(false) { return value }
            if value.isMissing { result = .missing }
        }
        return result
    }

    private func disjunction(_ parts: [BoundExpression]) -> Value {
        var result = Value.boolean(false)
        for part in parts {
            let value = value(part)
            if value == .boolean(true) { return value }
            if value.isMissing { result = .missing }
        }
        return result
    }

    /// Text compares in the natural order of the column that it comes from; what has no column, by code point.
    private func order(_ expression: BoundExpression) -> TextOrder {
        if case .column(let reference) = expression.kind { return textOrder(reference) }
        return .codePoint
    }
}
