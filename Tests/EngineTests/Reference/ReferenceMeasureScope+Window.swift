import Columnar
import Syntax

/// Measures of a cell seen among the other cells: shares, and what looks along the rows or the time axis.
extension ReferenceMeasureScope {
    func window(_ node: SyntaxNode) throws -> (Value, ReferenceKind) {
        if node.kind == .withinModifier {
            return (try share(node.nodes[0], within: Array(node.nodes.dropFirst())), .fraction)
        }
        guard node.kind == .window else { throw ReferenceError("the reference has no `\(node.text)`") }
        switch node.text(node.firstToken).lowercased() {
        case "share": return (try share(node, within: []), .fraction)
        case "running": return try running(node.nodes[0])
        case "rank": return (try rank(node.nodes[0]), .integer)
        case "index": return (try index(node.nodes[0]), .number)
        case "anomaly": return (try anomaly(node.nodes[0]), .number)
        case "rolling": return try rolling(node)
        default: return try difference(node, isRelative: node.has(.growth))
        }
    }

    // MARK: - Shares

    /// The measure over its sum across all the cells of the stage that share the dimensions of `within`.
    private func share(_ window: SyntaxNode, within names: [SyntaxNode]) throws -> Value {
        let grid = groups.grid
        let positions = names.compactMap { name in
            groups.dimensions.firstIndex {
                $0.name.lowercased() == name.unquoted(name.firstToken).lowercased() || $0.text == name.text
            }
        }
        func key(_ place: ReferencePlace) -> [Value] {
            let values = grid.values(place.row, place.column)
            return positions.map { values[$0] }
        }
        let everything = ReferenceCell(rows: Array(grid.rows.indices), column: nil).places(grid)
        var denominator = 0.0
        for wanted in Set(cell.places(grid).map(key)) {
            let places = everything.filter { key($0) == wanted }
            denominator += try value(window.nodes[0], ReferenceCell(places)).magnitudeNumber ?? 0
        }
        guard denominator != 0 else { return .missing }
        return .share(try value(window.nodes[0], cell).magnitudeNumber ?? 0, denominator)
    }

    // MARK: - Runs of cells

    private func value(_ node: SyntaxNode, _ cell: ReferenceCell) throws -> Value {
        try ReferenceEvaluator(scope: with(cell)).value(node)
    }

    private func kind(_ node: SyntaxNode) throws -> ReferenceKind {
        try ReferenceEvaluator(scope: with(ReferenceCell(rows: [], column: nil))).kind(node)
    }

    /// The row and column of an ordinary cell; totals and others have no neighbours.
    private var place: ReferencePlace? {
        let columns = groups.grid.columns.count
        guard !cell.isTotal, cell.rows.count == 1, let row = cell.rows.first,
            let column = cell.column ?? (columns == 1 ? 0 : nil)
        else { return nil }
        return ReferencePlace(row: row, column: column)
    }

    /// The values of the dimensions but the time axis.
    private func group(_ row: Int) -> [Value] {
        groups.grid.rows[row].enumerated().filter { $0.offset != groups.axis }.map(\.element)
    }

    /// The rows of the cell's group along the axis, else all rows.
    private func run(_ row: Int) -> [Int] {
        groups.grid.rows.indices.filter { groups.axis == nil || group($0) == group(row) }
    }

    private func values(_ node: SyntaxNode, _ rows: [Int], _ column: Int) throws -> [Value] {
        try rows.map { try value(node, ReferenceCell(rows: [$0], column: column)) }
    }

    private func bucket(_ row: Int) -> Value { groups.axis.map { groups.grid.rows[row][$0] } ?? .missing }
    private func isWhole(_ row: Int) -> Bool { bucket(row) != .missing && !groups.partial.contains(bucket(row)) }

    // MARK: - Along rows

    /// The running total along the time axis within each group, else along the display order. Totals and others have none.
    private func running(_ node: SyntaxNode) throws -> (Value, ReferenceKind) {
        let kind = try kind(node)
        guard let place else { return (.missing, kind) }
        let sequence = groups.axis == nil ? groups.order : run(place.row)
        let before = Array(sequence.prefix(through: sequence.firstIndex(of: place.row) ?? 0))
        return try ReferenceAggregate.compute("sum", values(node, before, place.column), kind)
    }

    /// 1 for the largest; equal values share the better place.
    private func rank(_ node: SyntaxNode) throws -> Value {
        guard let place, let own = try value(node, cell).magnitudeNumber else { return .missing }
        let all = try values(node, run(place.row), place.column).compactMap(\.magnitudeNumber)
        return .integer(Int64(1 + all.count { $0 > own }))
    }

    /// 100 × the value over the mean of its column.
    private func index(_ node: SyntaxNode) throws -> Value {
        guard let place, let own = try value(node, cell).magnitudeNumber else { return .missing }
        let all = try values(node, Array(groups.grid.rows.indices), place.column).compactMap(\.magnitudeNumber)
        let mean = all.reduce(0, +) / Double(all.count)
        return mean == 0 ? .missing : .number(100 * own / mean)
    }

    // MARK: - Along the time axis

    /// The distance from the median over 1.4826 × the median distance, among whole buckets; days within their weekday.
    private func anomaly(_ node: SyntaxNode) throws -> Value {
        guard let place, isWhole(place.row), let own = try value(node, cell).magnitudeNumber else { return .missing }
        func weekday(_ row: Int) -> Int {
            guard case .period(let period) = bucket(row), period.grain == .day else { return 0 }
            return CivilDate.weekday(days: Milliseconds.dayIndex(period.start))
        }
        let peers = run(place.row).filter { isWhole($0) && weekday($0) == weekday(place.row) }
        let all = try values(node, peers, place.column).compactMap(\.magnitudeNumber)
        func median(_ numbers: [Double]) -> Double {
            let sorted = numbers.sorted()
            return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
        }
        let center = median(all)
        let scale = 1.4826 * median(all.map { abs($0 - center) })
        return scale > 0 ? .number((own - center) / scale) : .missing
    }

    /// The mean over the last buckets, missing before so many have passed; rates pool their pairs.
    private func rolling(_ node: SyntaxNode) throws -> (Value, ReferenceKind) {
        guard let operand = node.nodes.first, let token = node.token(.duration) else {
            throw ReferenceError("no length in `\(node.text)`")
        }
        guard groups.axis != nil else { return try rollingToNow(operand, node.text(token)) }
        let kind = try kind(operand)
        let mean: ReferenceKind = kind == .integer ? .number : kind
        let count = try buckets(node.text(token))
        guard let place, bucket(place.row) != .missing else { return (.missing, mean) }
        let run = run(place.row)
        let last = run.firstIndex(of: place.row) ?? 0
        guard last + 1 >= count else { return (.missing, mean) }
        let window = try values(operand, Array(run[(last + 1 - count)...last]), place.column)
        let pairs = window.compactMap { value -> (Double, Double)? in
            if case .rate(let top, let bottom) = value { (top, bottom) } else { nil }
        }
        if !pairs.isEmpty { return (.rate(pairs.map(\.0).reduce(0, +), pairs.map(\.1).reduce(0, +)), mean) }
        let known = window.compactMap(\.magnitudeNumber)
        guard !known.isEmpty else { return (.missing, mean) }
        let result = known.reduce(0, +) / Double(known.count)
        return (
            kind == .fraction ? .percent(result) : kind == .duration ? .meanDuration(result) : .number(result), mean
        )
    }

    /// Without a time axis: per unit of the length, over the last stretch up to the data's end; closures by their end.
    private func rollingToNow(_ operand: SyntaxNode, _ length: String) throws -> (Value, ReferenceKind) {
        let (unit, count) = try ReferenceMeasureScope.parts(length)
        let grains: [String: Grain] = ["d": .day, "w": .week, "mo": .month, "y": .year]
        guard let grain = grains[unit], let column = table.timeColumn else {
            throw ReferenceError("nothing rolls by `\(length)`")
        }
        let kind = try kind(operand)
        let mean: ReferenceKind = kind == .integer ? .number : kind
        let end = table.asOf?.end ?? 0
        let start = Milliseconds.adding(-count, grain, to: end)
        var time: SyntaxNode?
        if operand.text.lowercased() == "closures", let first = script.spans.first,
            case .span(_, let end)? = script.definitions[first]
        {
            time = end
        }
        let inside = with(cell) { evaluator in
            guard let scope = evaluator.scope as? ReferenceRowScope else { return false }
            let value = try time.map(evaluator.value) ?? scope.row[column]
            return value.exactInteger.map { start <= $0 && $0 < end } ?? false
        }
        let total = try ReferenceEvaluator(scope: inside).value(operand)
        guard let number = total.magnitudeNumber else { return (.missing, mean) }
        let result = number / Double(count)
        return (kind == .duration ? .meanDuration(result) : .number(result), mean)
    }

    /// The difference to an earlier bucket, both whole; relative to it for `growth`.
    private func difference(_ node: SyntaxNode, isRelative: Bool) throws -> (Value, ReferenceKind) {
        guard let operand = node.nodes.first else { throw ReferenceError("nothing changes in `\(node.text)`") }
        let kind = try kind(operand)
        let result: ReferenceKind = isRelative ? .fraction : kind
        let lag = try node.token(.duration).map { try buckets(node.text($0)) } ?? 1
        guard let place else { return (.missing, result) }
        let run = run(place.row)
        let position = run.firstIndex(of: place.row) ?? 0
        guard position >= lag, isWhole(place.row), isWhole(run[position - lag]) else { return (.missing, result) }
        let (before, now) = (
            try values(operand, [run[position - lag]], place.column)[0], try value(operand, cell)
        )
        if !isRelative { return (ReferenceEvaluator.difference(now, before, kind), result) }
        guard let a = before.magnitudeNumber, let b = now.magnitudeNumber, a != 0 else { return (.missing, result) }
        return (.percent((b - a) / a), result)
    }

    // MARK: - Lengths

    private static func parts(_ length: String) throws -> (unit: String, count: Int) {
        guard let count = Int(length.prefix { $0.isNumber }) else { throw ReferenceError("no count in `\(length)`") }
        return (length.drop { $0.isNumber }.lowercased(), count)
    }

    /// How many buckets of the axis a length has.
    private func buckets(_ length: String) throws -> Int {
        let (unit, count) = try ReferenceMeasureScope.parts(length)
        guard let axis = groups.axis, case .period(let grain) = groups.dimensions[axis].kind else { return 1 }
        let widths: [String: [Grain: Int]] = [
            "d": [.day: 1], "w": [.day: 7, .week: 1], "mo": [.month: 1],
            "y": [.week: 52, .month: 12, .quarter: 4, .year: 1],
        ]
        if unit == "mo", grain == .quarter, count % 3 == 0 { return count / 3 }
        guard let width = widths[unit]?[grain] else { throw ReferenceError("`\(length)` has no whole buckets") }
        return count * width
    }
}
