import Columnar
import Functions
import Syntax

extension BoundExpression: CustomStringConvertible {
    /// The expression as a plan prints it: names, literals and operators of the language, fully parenthesized where
    /// operators nest.
    package var description: String {
        switch kind {
        case .column(let reference): reference.name
        case .constant(let value): literal(value)
        case .arithmetic(let op, let left, let right): "\(left.nested) \(op.rawValue) \(right.nested)"
        case .comparison(let op, let left, let right): "\(left.nested) \(op.rawValue) \(right.nested)"
        case .textTest(let op, let operand, let pattern): "\(operand.nested) \(op.rawValue) \(Spelling.quoted(pattern))"
        case .membership(let operand, let values, let negated):
            "\(operand.nested) \(negated ? "not in" : "in") (\(list(values.map(literal))))"
        case .and(let parts): list(parts.map(\.nested), by: " and ")
        case .or(let parts): list(parts.map(\.nested), by: " or ")
        case .not(let operand): "not \(operand.nested)"
        case .isMissing(let operand): "\(operand.nested) is missing"
        case .isKnown(let operand): "\(operand.nested) is known"
        case .call(let function, let arguments):
            "\(function.name)(\(list(arguments.map(\.description))))"
        case .conditional(let branches, let otherwise):
            "case(\(list(branches.map { "\($0.condition), \($0.value)" })), \(otherwise))"
        case .coalesce(let parts): "coalesce(\(list(parts.map(\.description))))"
        case .convert(let operand): operand.description
        case .period(let grain, let operand): "\(grain.rawValue) of \(operand.nested)"
        case .addMonths(let operand, let months): "\(operand.nested) + \(months)mo"
        case .grid(let latitude, let longitude, let side): "grid(\(latitude), \(longitude), \(ValueText.number(side))m)"
        case .distance(let places): "distance(\(list(places.map(\.description))))"
        case .pair(let left, let right): "(\(left), \(right))"
        case .code(let operand): "code(\(operand))"
        case .lookup(let table, let column, let keys):
            "\(table.dataSet.name).\(column.map { table.dataSet.fields[$0].name } ?? "row")"
                + "[\(list(keys.map(\.description)))]"
        case .repeats(let keys, let time, let within):
            "repeat(\(list(keys.map(\.description))), \(ValueText.seconds(within))s of \(time))"
        }
    }

    private var nested: String {
        switch kind {
        case .column, .constant, .call, .coalesce, .conditional, .lookup, .code, .pair, .grid, .distance, .repeats:
            return description
        case .convert(let operand): return operand.nested
        default: return "(\(description))"
        }
    }

    /// As `joined(separator:)`, which at its first call looks through all conformances of the program.
    private func list(_ texts: [String], by separator: String = ", ") -> String {
        var list = texts.first ?? ""
        for text in texts.dropFirst() { list += separator + text }
        return list
    }

    private func literal(_ value: Value) -> String {
        switch value {
        case .missing: "missing"
        case .text(let text): Spelling.quoted(text)
        case .percent(let fraction): "\(ValueText.number(fraction * 100))%"
        case .duration(let milliseconds): "\(ValueText.seconds(milliseconds))s"
        default: ValueText.machine(value) ?? "missing"
        }
    }
}
