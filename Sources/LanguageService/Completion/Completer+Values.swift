import Columnar
import Diagnostics
import Semantics
import Syntax

extension Completer {
    /// How many values are looked at closely.
    private static let valueLimit = 60

    /// On the right side of a comparison: values with their counts, periods or durations, as the left side's type has
    /// them; false elsewhere.
    mutating func addComparedValues() -> Bool {
        guard let (node, left) = comparedOperand(), !isMeasurePlace || place.clause?.kind == .compareClause else {
            return false
        }
        guard let scope, let operand = scope.bind(left) else { return false }
        switch operand.type {
        case .boolean:
            add(Completion(.value, "true"))
            add(Completion(.value, "false"))
        case .text, .integer: addCounts(of: operand, in: scope, around: node)
        case let type where type.isTemporal:
            addPeriods()
            addRowNames { $0.isTemporal }
        case let type where type.isDuration:
            for text in ["1d", "7d", "30d", "90d", "1y"] { add(Completion(.value, text)) }
            addRowNames { $0.isDuration }
        default: addRowNames { $0.isNumeric && !$0.isDuration }
        }
        return true
    }

    /// The comparison whose right side the place is, and its left side.
    private func comparedOperand() -> (node: SyntaxNode, left: SyntaxNode)? {
        let outer = place.path.dropLast().reversed()
        guard place.path.last?.kind == .name else { return nil }
        for node in outer {
            switch node.kind {
            case .valueList, .periodRange: continue
            case .comparison, .membership, .betweenExpression:
                guard let left = node.nodes.first, left.range.end <= place.range.start else { return nil }
                return (node, left)
            default: return nil
            }
        }
        return nil
    }

    // MARK: - Values with counts

    private mutating func addCounts(of operand: BoundExpression, in scope: StageScope, around node: SyntaxNode) {
        guard let dataSet = scope.dataSet else { return }
        let conditions = conditions(around: node, in: scope)
        guard let found = script.catalog.valueCounts(of: operand, in: dataSet, where: conditions) else { return }
        let (groups, isIncomplete) = found.best(Completer.valueLimit, holding: place.fragment)
        self.isIncomplete = self.isIncomplete || isIncomplete
        let listed = Set(node.first(.valueList)?.nodes.map { $0.unquoted($0.firstToken) } ?? [])
        for group in groups {
            guard let text = ValueText.machine(found.values[group]), !listed.contains(text) else { continue }
            let count = found.counts[group]
            let spelling = place.quote.map { Spelling.quoted(text, $0) } ?? Spelling.value(text)
            add(
                Completion(
                    .value, text, insertion: operand.type == .text ? spelling : text,
                    detail: counted(count, "row"), count: count))
        }
    }

    /// The conditions that hold wherever the comparison at the cursor is looked at: the other `where` clauses, and what is
    /// joined to it by `and`. Those with a mistake are left out.
    private func conditions(around node: SyntaxNode, in scope: StageScope) -> [BoundExpression] {
        var nodes = (place.stage?.nodes(.whereClause) ?? []).filter { !$0.range.contains(node.range) }.flatMap(\.nodes)
        var child = node
        for outer in place.path.reversed().drop(while: { $0.range != node.range || $0.kind != node.kind }).dropFirst() {
            switch outer.kind {
            case .andExpression: nodes += outer.nodes.filter { $0.range != child.range }
            case .orExpression, .parenthesized: break
            case .whereClause: return nodes.compactMap(scope.bindCondition)
            default: return nodes.filter { !outer.range.contains($0.range) }.compactMap(scope.bindCondition)
            }
            child = outer
        }
        return nodes.compactMap(scope.bindCondition)
    }

    // MARK: - Periods

    /// Years, quarters and months of the data, latest first, and periods relative to its end.
    mutating func addPeriods() {
        for text in ["last 30 days", "this month", "previous month", "this year", "previous year", "last 12 months"] {
            add(Completion(.period, text, detail: "counted from the data's end"))
        }
        guard let (first, last) = dataSpan else { return }
        for year in stride(from: last.year, through: max(first.year, last.year - 15), by: -1) {
            add(Completion(.period, String(year)))
        }
        for month in stride(from: last.year * 12 + last.month - 1, through: first.year * 12 + first.month - 1, by: -1)
            .prefix(36)
        {
            let number = month % 12 + 1
            add(Completion(.period, "\(month / 12)-\(number < 10 ? "0" : "")\(number)"))
        }
        let quarters = (first.year * 4 + (first.month - 1) / 3)...(last.year * 4 + (last.month - 1) / 3)
        for quarter in quarters.reversed().prefix(12) {
            add(Completion(.period, "\(quarter / 4)-Q\(quarter % 4 + 1)"))
        }
    }

    /// The last days of the data, for `as of`.
    mutating func addDays() {
        guard let asOf = environment.dataSets.first?.asOf else { return }
        add(Completion(.period, ValueText.date(asOf.day), detail: "the data's end"))
        guard let (_, last) = dataSpan else { return }
        for year in [last.year - 1, last.year - 2] { add(Completion(.period, "\(year)-12-31")) }
    }

    private var dataSpan: (first: CivilDate, last: CivilDate)? {
        guard let dataSet = scope?.dataSet ?? environment.dataSets.first, let time = dataSet.timeColumn,
            let bounds = dataSet.table.columns[time].bounds
        else { return nil }
        let end = dataSet.asOf?.day ?? bounds.upperBound
        let first = CivilDate(days: Milliseconds.dayIndex(bounds.lowerBound))
        return (first, CivilDate(days: Milliseconds.dayIndex(max(end, bounds.lowerBound))))
    }
}

extension SourceRange {
    func contains(_ other: SourceRange) -> Bool { start <= other.start && other.end <= end }
}
