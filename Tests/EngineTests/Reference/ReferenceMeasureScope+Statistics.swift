import Columnar
import Syntax

/// Measures with a definition from statistics, and those of spans and of other tables.
extension ReferenceMeasureScope {
    // MARK: - Spans

    /// Arrivals, closures, or without a time axis what is open now.
    func flow(_ name: String) throws -> Value {
        guard let first = script.spans.first else { throw ReferenceError("no span") }
        if name != "arrivals", name != "closures" {
            let flow = ReferenceFlow(groups: groups, span: name)
            return .integer(Int64(try entries.count { try flow.isOpen($0) }))
        }
        let flow = ReferenceFlow(groups: groups, span: first)
        return .integer(Int64(try count(cell) { try name == "arrivals" ? flow.arrival($0) : flow.closure($0) }))
    }

    /// How many rows of the cells' groups have their bucket in the cells.
    private func count(_ cell: ReferenceCell, _ bucket: (ReferenceEntry) throws -> Value?) throws -> Int {
        let grid = groups.grid
        guard let axis = groups.axis else { return try entries(cell, withRemoved: false).compactMap(bucket).count }
        let places = Set(cell.places(grid))
        var total = 0
        for row in grid.rows.indices {
            for column in grid.columns.indices {
                let here = ReferenceCell(rows: [row], column: column)
                for entry in try entries(here, withRemoved: false) {
                    guard let bucket = try bucket(entry) else { continue }
                    var values = grid.rows[row]
                    values[axis] = bucket
                    guard let target = grid.rows.firstIndex(of: values) else { continue }
                    if places.contains(ReferencePlace(row: target, column: column)) { total += 1 }
                }
            }
        }
        return total
    }

    /// All arrivals up to the bucket less all closures; totals over several buckets have none.
    func stock(_ name: String) throws -> Value {
        let flow = ReferenceFlow(groups: groups, span: name)
        guard let axis = groups.axis else { return .missing }
        let grid = groups.grid
        let buckets = Set(cell.places(grid).map { grid.rows[$0.row][axis] })
        guard buckets.count == 1, let bucket = buckets.first else { return .missing }
        // Behind all buckets stands the one of rows without a time.
        let order = grid.rows.map { $0[axis] }.reduce(into: [Value]()) { if !$0.contains($1) { $0.append($1) } }
        let until = Set(order.prefix(through: order.firstIndex(of: bucket) ?? 0))
        let groupsHere = Set(cell.places(grid).map { ReferencePlace(row: first(of: $0.row, axis), column: $0.column) })
        let places = grid.rows.indices.flatMap { row in
            grid.columns.indices.map { ReferencePlace(row: row, column: $0) }
        }.filter { place in
            until.contains(grid.rows[place.row][axis])
                && groupsHere.contains(ReferencePlace(row: first(of: place.row, axis), column: place.column))
        }
        let earlier = ReferenceCell(places)
        return .integer(Int64(try count(earlier) { try flow.arrival($0) } - count(earlier) { try flow.closure($0) }))
    }

    /// The first row of a row's group.
    private func first(of row: Int, _ axis: Int) -> Int {
        func group(_ row: Int) -> [Value] {
            var values = groups.grid.rows[row]
            values[axis] = .missing
            return values
        }
        let wanted = group(row)
        return groups.grid.rows.indices.first { group($0) == wanted } ?? row
    }

    // MARK: - Waits

    /// The first time by which the expected share of the rows is over, where those still open are known to last longer than
    /// until now (Kaplan and Meier).
    func wait(_ node: SyntaxNode) throws -> Value {
        let words = node.tokens.map { node.text($0).lowercased() }
        let fraction = words.last == "median" ? 0.5 : (Double(words.last?.dropFirst() ?? "") ?? 0) / 100
        guard let first = script.spans.first, case .span(let startNode, let endNode)? = script.definitions[first],
            let now = table.asOf
        else { return .missing }
        let lengths = try rows().compactMap { row -> (length: Int64, isOver: Bool)? in
            guard let start = try evaluator(row).value(startNode).exactInteger else { return nil }
            let end = try evaluator(row).value(endNode).exactInteger
            if let end, end < now.end { return (end - start, true) }
            return (now.instant - start, false)
        }.filter { $0.length >= 0 }
        var waiting = 1.0
        for time in Set(lengths.filter(\.isOver).map(\.length)).sorted() {
            let atRisk = lengths.count { $0.length >= time }
            waiting *= 1 - Double(lengths.count { $0.isOver && $0.length == time }) / Double(atRisk)
            if waiting <= 1 - fraction + 1e-12 { return .duration(time) }
        }
        return .missing
    }

    // MARK: - Standardisation

    /// What the rate would be if the rows were spread over the strata as all rows of the stage are; strata that the cell
    /// lacks take no part.
    func adjusted(_ node: SyntaxNode) throws -> Value {
        let condition = node.nodes[0].nodes[0]
        func strata(_ cell: ReferenceCell) throws -> [Value: [Bool]] {
            var found: [Value: [Bool]] = [:]
            for row in try entries(cell, withRemoved: false).map(\.row) {
                guard case .boolean(let holds) = try evaluator(row).condition(condition) else { continue }
                found[try evaluator(row).value(node.nodes[1]), default: []].append(holds)
            }
            return found
        }
        let everything = try strata(ReferenceCell(rows: Array(groups.grid.rows.indices), column: nil))
        let own = try strata(cell)
        let weight = own.keys.map { Double(everything[$0]?.count ?? 0) }.reduce(0, +)
        guard weight > 0 else { return .missing }
        let hits = own.map { stratum, flags in
            Double(everything[stratum]?.count ?? 0) * Double(flags.count { $0 }) / Double(flags.count)
        }
        return .percent(hits.reduce(0, +) / weight)
    }

    // MARK: - Other tables

    /// The measure of the rows with a key there, over the sum of the divisor, each row there once.
    func perCapita(_ node: SyntaxNode) throws -> Value {
        let name = node.nodes[1]
        guard let token = node.token(.number), let base = Double(node.text(token).replacing("_", with: "")),
            let column = table.column(name.unquoted(name.firstToken)), let number = table.columns[column].lookupRow
        else { throw ReferenceError("`\(node.text)` needs a column that `lookup` brings") }
        let known = with(cell) { evaluator in
            (evaluator.scope as? ReferenceRowScope)?.row[number].isReferenceMissing == false
        }
        var divisors: [Value: Double] = [:]
        for row in try known.rows() { divisors[row[number]] = row[column].magnitudeNumber ?? 0 }
        let divisor = divisors.values.reduce(0, +)
        guard divisor != 0, let measure = try ReferenceEvaluator(scope: known).value(node.nodes[0]).magnitudeNumber
        else { return .missing }
        return .number(measure * base / divisor)
    }

    // MARK: - Fill and correlation

    /// The value of `fill` in the place of a missing one, where the measure can have it.
    func filled(_ value: Value, _ kind: ReferenceKind) throws -> (Value, ReferenceKind) {
        guard let clause = groups.stage.first(.fillClause)?.nodes.first else { return (value, kind) }
        let (fill, fillKind) = try evaluator([]).evaluate(clause)
        switch (kind, fillKind) {
        case (.time, .period):
            guard value.isReferenceMissing, case .period(let period) = fill else { return (value, kind) }
            return (.time(period.start), kind)
        case (.fraction, .integer), (.fraction, .number), (.fraction, .fraction):
            let number = value.isReferenceMissing ? fill.magnitudeNumber : value.magnitudeNumber
            return (number.map(Value.percent) ?? .missing, .fraction)
        case (.integer, .integer), (.number, .number), (.number, .integer), (.integer, .number), (.time, .time),
            (.duration, .duration):
            return (value.isReferenceMissing ? fill : value, kind.joined(fillKind))
        case (.text, .text): return (value.isReferenceMissing ? fill : value, kind)
        default: return (value, kind)
        }
    }

    /// Pearson's r of the rows that have both numbers; missing where one of them is the same everywhere.
    func correlation(_ nodes: [SyntaxNode]) throws -> Value {
        let columns = try nodes.map { node in try operands(node) { try $0.value($1) }.map(\.magnitudeNumber) }
        let pairs = zip(columns[0], columns[1]).compactMap { x, y in x.flatMap { x in y.map { (x: x, y: $0) } } }
        guard Set(pairs.map(\.x)).count > 1, Set(pairs.map(\.y)).count > 1 else { return .missing }
        let count = Double(pairs.count)
        let (meanX, meanY) = (pairs.map(\.x).reduce(0, +) / count, pairs.map(\.y).reduce(0, +) / count)
        func sum(_ product: ((x: Double, y: Double)) -> Double) -> Double { pairs.map(product).reduce(0, +) }
        let spread = sum { ($0.x - meanX) * ($0.x - meanX) } * sum { ($0.y - meanY) * ($0.y - meanY) }
        return .number(sum { ($0.x - meanX) * ($0.y - meanY) } / spread.squareRoot())
    }
}
