import Columnar
import Foundation
import Syntax

extension ReferenceEvaluator {
    /// A scalar function; one with a missing argument is missing.
    func call(_ node: SyntaxNode) throws -> (Value, ReferenceKind) {
        if let (body, inner) = try definition(node) { return try inner.evaluate(body) }
        let name = node.text(node.firstToken).lowercased()
        switch name {
        case "if", "case": return try choice(node.nodes)
        case "coalesce": return coalesced(try node.nodes.map(evaluate))
        case "repeat": return try repetition(node)
        default: break
        }
        // A bucket stands for its first instant where a time is wanted.
        let operands = try node.nodes.map(evaluate).map { value, kind -> (Value, ReferenceKind) in
            if case .period(let period) = value { return (.time(period.start), .time) }
            return (value, kind)
        }
        let values = operands.map(\.0)
        let isKnown = !values.contains(where: \.isReferenceMissing)
        let first = operands[0]
        if let part = ReferenceEvaluator.calendar[name] {
            return (isKnown ? first.0.exactInteger.map { .integer(Int64(part($0))) } ?? .missing : .missing, .integer)
        }
        if let compute = ReferenceEvaluator.numeric[name] {
            let result = isKnown ? first.0.magnitudeNumber.map(compute) : nil
            return (result.map { $0.isFinite ? .number($0) : .missing } ?? .missing, .number)
        }
        if let compute = ReferenceEvaluator.textual[name] {
            guard isKnown else { return (.missing, .text(.codePoint)) }
            return (known(compute(try texts(values))), .text(.codePoint))
        }
        switch name {
        case "date": return (isKnown ? .time(midnight(first.0.exactInteger ?? 0)) : .missing, .time)
        case "weekday", "month_name":
            let names = name == "weekday" ? ReferenceEvaluator.weekdays : ReferenceEvaluator.months
            let part = ReferenceEvaluator.calendar[name == "weekday" ? "weekday_number" : "month"]
            let number = part.map { $0(first.0.exactInteger ?? 0) } ?? 1
            return (isKnown ? .text(names[number - 1]) : .missing, .text(.listed(names)))
        case "length": return (isKnown ? .integer(Int64(try texts(values)[0].count)) : .missing, .integer)
        case "split":
            guard isKnown else { return (.missing, .text(.codePoint)) }
            let pieces = try texts([values[0]])[0].components(separatedBy: try texts([values[1]])[0])
            let number = Int(values[2].exactInteger ?? 0)
            let index = number < 0 ? pieces.count + number : number - 1
            return (pieces.indices.contains(index) ? known(trimmed(pieces[index])) : .missing, .text(.codePoint))
        case "abs": return (isKnown ? absolute(first.0) : .missing, first.1)
        case "round":
            let scale = pow(10, (values.count > 1 ? values[1].magnitudeNumber ?? 0 : 0))
            let result = isKnown ? first.0.magnitudeNumber.map { ($0 * scale).rounded() / scale } : nil
            let isFraction = first.1 == .fraction
            return (
                result.map { isFraction ? .percent($0) : .number($0) } ?? .missing, isFraction ? .fraction : .number
            )
        case "bucket": return try bucket(node, operands)
        default: throw ReferenceError("the reference has no function `\(name)`")
        }
    }

    static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    private static let calendar: [String: @Sendable (Int64) -> Int] = [
        "year": { civil($0).year }, "month": { civil($0).month }, "day": { civil($0).day },
        "quarter": { (civil($0).month + 2) / 3 },
        "week": { CivilDate.isoWeek(days: Milliseconds.dayIndex($0)).week },
        "weekday_number": { CivilDate.weekday(days: Milliseconds.dayIndex($0)) },
        "hour": { Int(Milliseconds.sinceMidnight($0) / Milliseconds.hour) },
        "minute": { Int(Milliseconds.sinceMidnight($0) / Milliseconds.minute) % 60 },
    ]

    private static func civil(_ time: Int64) -> CivilDate { CivilDate(days: Milliseconds.dayIndex(time)) }

    private static let numeric: [String: @Sendable (Double) -> Double] = [
        "days": { $0 / Double(Milliseconds.day) }, "hours": { $0 / Double(Milliseconds.hour) },
        "floor": { $0.rounded(.down) }, "ceil": { $0.rounded(.up) }, "exp": { Foundation.exp($0) },
        "sqrt": { $0 < 0 ? .nan : $0.squareRoot() }, "log": { $0 > 0 ? Foundation.log($0) : .nan },
    ]

    private static let textual: [String: @Sendable ([String]) -> String] = [
        "lower": { $0[0].lowercased() }, "upper": { $0[0].uppercased() },
        "trim": { $0[0].split(separator: " ").joined(separator: " ") },
        "replace": { $0[0].replacingOccurrences(of: $0[1], with: $0[2]) },
        "before": { $0[0].components(separatedBy: $0[1])[0].trimmingCharacters(in: .whitespaces) },
        "after": {
            $0[0].components(separatedBy: $0[1]).dropFirst().joined(separator: $0[1]).trimmingCharacters(
                in: .whitespaces)
        },
    ]

    // MARK: - Pieces

    private func texts(_ values: [Value]) throws -> [String] {
        try values.map {
            guard case .text(let text) = $0 else { throw ReferenceError("\($0) is no text") }
            return text
        }
    }

    /// An empty text is missing, as an empty cell is.
    private func known(_ text: String) -> Value { text.isEmpty ? .missing : .text(text) }
    private func trimmed(_ text: String) -> String { text.trimmingCharacters(in: .whitespaces) }
    private func midnight(_ time: Int64) -> Int64 { time - Milliseconds.sinceMidnight(time) }

    private func absolute(_ value: Value) -> Value {
        switch value {
        case .integer(let number): .integer(abs(number))
        case .duration(let length): .duration(abs(length))
        case .number(let number): .number(abs(number))
        default: .percent(abs(value.magnitudeNumber ?? .nan))
        }
    }

    private func choice(_ nodes: [SyntaxNode]) throws -> (Value, ReferenceKind) {
        var chosen: Value?
        var kind = ReferenceKind.anything
        for index in stride(from: 0, to: nodes.count - 1, by: 2) {
            let (value, branchKind) = try evaluate(nodes[index + 1])
            kind = kind.joined(branchKind)
            if chosen == nil, try isTrue(nodes[index]) { chosen = value }
        }
        if nodes.count % 2 == 1, let last = nodes.last {
            let (value, branchKind) = try evaluate(last)
            kind = kind.joined(branchKind)
            chosen = chosen ?? value
        }
        return (chosen ?? .missing, kind)
    }

    /// `repeat(key, …, within)`: whether an earlier row of the data says the same.
    private func repetition(_ node: SyntaxNode) throws -> (Value, ReferenceKind) {
        let table = scope.table
        guard let scope = scope as? ReferenceRowScope, let last = node.nodes.last,
            case .duration(let within) = try value(last),
            let row = table.rows.firstIndex(of: scope.row)
        else { return (.missing, .condition) }
        let keys = try table.rows.map { row in
            let other = ReferenceRowScope(script: scope.script, table: table, row: row)
            return try node.nodes.dropLast().map { try ReferenceEvaluator(scope: other).value($0) }
        }
        let times = table.rows.map { row in table.timeColumn.flatMap { row[$0].exactInteger } }
        return (ReferenceDedupe.repeats(row, keys: keys, times: times, within: within), .condition)
    }

    /// Half-open intervals with open ends: `[edge, next edge)`.
    private func bucket(_ node: SyntaxNode, _ operands: [(Value, ReferenceKind)]) throws -> (Value, ReferenceKind) {
        let edges = operands.dropFirst().map { $0.0.magnitudeNumber ?? .infinity }
        let texts = node.nodes.dropFirst().map(\.text)
        guard let first = texts.first, let last = texts.last else { throw ReferenceError("no edges in `\(node.text)`") }
        let labels = ["< \(first)"] + zip(texts, texts.dropFirst()).map { "\($0) – \($1)" } + ["≥ \(last)"]
        guard let value = operands[0].0.magnitudeNumber else { return (.missing, .text(.listed(labels))) }
        return (.text(labels[edges.count { $0 <= value }]), .text(.listed(labels)))
    }
}
