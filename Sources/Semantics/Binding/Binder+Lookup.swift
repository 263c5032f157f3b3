import Columnar
import Diagnostics
import Functions
import Syntax

extension Binder {
    /// "lookup" reference "on" dimension { "," dimension }
    ///
    /// Many-to-one only: each key stands in one row of the other table, so that rows are never multiplied.
    /// - Returns: false after a mistake, of which unknown columns would only be an echo.
    func bindLookup(_ clause: SyntaxNode, into rows: inout RowScope) -> Bool {
        guard let reference = clause.first(.reference), let other = lookupSource(reference) else { return false }
        var keys: [BoundExpression] = []
        var columns: [Int] = []
        let theirs = RowScope(fields: other.fields, dataSet: other)
        for node in clause.nodes(.dimension) {
            guard let body = node.nodes.last, let key = bind(body, .row(rows)) else { return false }
            let name = label(node) ?? header(body)
            guard let column = theirs.columns(named: name).first else {
                let (advice, fixIts) = didYouMean(name, at: node.range, among: other.fields.map(\.name))
                return fail(
                    "unknown-key", at: node.range, "`\(other.name)` has no column `\(name)`",
                    advice: advice ?? "columns: \(other.fields.map(\.name).joined(separator: ", "))", fixIts: fixIts)
                    ?? false
            }
            keys.append(key)
            columns.append(column)
        }
        let table = LookupTable(other, keyColumns: columns)
        if let repeated = table.repeatedKey {
            return fail(
                "lookup-not-unique", at: reference.range,
                "`\(other.name)` has several rows for \(repeated.joined(separator: ", ")): a lookup needs one row a key"
            ) ?? false
        }
        noteUnmatched(keys, table, rows, at: clause.range)
        let brought = other.fields.indices.filter { !columns.contains($0) && other.fields[$0].type != .point }
        bring(brought, of: table, keys: keys, into: &rows, at: clause.range)
        return true
    }

    /// Makes columns of another table known by their names.
    func bring(
        _ columns: [Int], of table: LookupTable, keys: [BoundExpression], into rows: inout RowScope,
        at range: SourceRange
    ) {
        for index in columns {
            let field = table.dataSet.fields[index]
            if case .lookup(let earlier, _, _)? = rows.lookups[nameKey(field.name)]?.kind {
                warn(
                    "lookup-column-twice", at: range,
                    "`\(earlier.dataSet.name)` and `\(table.dataSet.name)` both bring a column `\(field.name)`; it is that of `\(table.dataSet.name)`"
                )
            }
            rows.lookups[nameKey(field.name)] = BoundExpression(.lookup(table, column: index, keys: keys), field.type)
        }
    }

    func lookupSource(_ reference: SyntaxNode) -> DataSet? {
        let name = reference.unquoted(reference.firstToken)
        if let view = view(reference) {
            if let known = viewResults[nameKey(name)] { return known }
            let found = withView(reference) { self.result(of: view, named: name, at: reference) }
            viewResults[nameKey(name)] = found
            return found
        }
        if let loaded = environment.dataSet(named: name) { return loaded }
        guard reference.firstToken.kind == .text else {
            if name.hasPrefix("#") { return failOnNumber(name, at: reference.range) }
            let (advice, fixIts) = didYouMean(name, at: reference.range, among: environment.sourceNames)
            return fail(
                "unknown-source", at: reference.range, "there is no data set or view `\(name)`",
                advice: advice ?? "the name of a file stands in quotes", fixIts: fixIts)
        }
        return open(name, at: reference.range)
    }

    /// The result of a view as a table to look up in.
    private func result(of view: SyntaxNode, named name: String, at reference: SyntaxNode) -> DataSet? {
        guard let plan = bindQuery(view) else { return nil }
        let table: Table
        switch environment.evaluate?(plan) {
        case .success(let result)?: table = result
        case .failure(let error)?: return fail("cannot-load", at: reference.range, error.message)
        case nil:
            table = Table(
                names: plan.fields.map(\.name), columns: plan.fields.map { Column(type: $0.type, values: []) },
                rowCount: 0)
        }
        let fields = zip(plan.fields, table.columns).map { field, column in
            Field(name: field.name, type: field.type, values: column, average: field.average)
        }
        return DataSet(name: name, table: table, fields: fields, definitions: [], timeColumn: nil, asOf: nil)
    }

    /// Says which values of the key have no row in the other table.
    private func noteUnmatched(_ keys: [BoundExpression], _ table: LookupTable, _ rows: RowScope, at range: SourceRange)
    {
        guard keys.count == 1, table.dataSet.table.rowCount > 0,
            case .column(.input(let index, let name)) = keys[0].kind,
            let dictionary = rows.fields[index].dictionary
        else { return }
        let unmatched = (0..<dictionary.count).compactMap { dictionary.text(UInt32($0 + 1)) }
            .filter { table.row([.text($0)]) == nil }
        guard !unmatched.isEmpty else { return }
        let shown = unmatched.prefix(5).joined(separator: ", ") + (unmatched.count > 5 ? ", …" : "")
        let many = unmatched.count == 1 ? "one value of `\(name)` has" : "\(unmatched.count) values of `\(name)` have"
        warn("lookup-unmatched", at: range, "\(many) no row in `\(table.dataSet.name)`: \(shown)")
    }

    // MARK: - Per capita

    /// `m per 1000 population`: the divisor adds up over the different keys that a group's rows have, each once.
    func bindPer(_ node: SyntaxNode, _ scope: MeasureScope) -> BoundExpression? {
        let nodes = node.nodes
        guard nodes.count == 2, let token = node.token(TokenKind.number),
            let base = Double(node.text(token).filter { $0 != "_" }), !failOnMeasure(nodes, base: token, node, scope),
            let divisor = bind(nodes[1], .row(scope.rows))
        else { return nil }
        guard case .lookup(let table, let column?, let keys) = divisor.kind, divisor.type.isNumeric else {
            return fail(
                "per-without-lookup", at: nodes[1].range,
                "`per` needs a number that `lookup` brings, found `\(nodes[1].canonicalText)`",
                advice: "for example `lookup \"districts.csv\" on district … show count per 1000 population`")
        }
        let row = BoundExpression(.lookup(table, column: nil, keys: keys), .integer)
        let values = (0..<table.dataSet.table.rowCount).map { table.dataSet.table.columns[column][$0].number ?? 0 }
        // Rows whose key has no row there take no part above the line either.
        let isKnown = row.isKnown
        guard let measure = under(isKnown, scope, { bind(nodes[0], .measure(scope)) }) else { return nil }
        let name = "sum \(divisor) over keys" + (scope.condition.map { " if \($0)" } ?? "")
        let sum = scope.reference(
            AggregateCall(
                function: .sumOverKeys(values), operand: row, condition: scope.condition, type: .number, name: name,
                text: node.canonicalText, operandText: nodes[1].canonicalText))
        guard let scaled = arithmetic(.multiply, measure, .constant(.number(base), type: .number), at: node.range)
        else { return nil }
        return arithmetic(.divide, scaled, sum, at: node.range)
    }

    /// `count if late per 1000 count`: a ratio of measures is written as one.
    private func failOnMeasure(_ nodes: [SyntaxNode], base: Token, _ node: SyntaxNode, _ scope: MeasureScope) -> Bool {
        guard quietly({ bind(nodes[1], .row(scope.rows)) }) == nil,
            quietly({ bind(nodes[1], .measure(scope)) })?.type.isNumeric == true
        else { return false }
        let isPrimary = [.name, .parenthesized, .aggregate, .call].contains(nodes[0].kind)
        let measure = isPrimary ? nodes[0].text : "(\(nodes[0].text))"
        let ratio = "\(node.text(base)) * \(measure) / \(nodes[1].text)"
        error(
            "per-without-lookup", at: nodes[1].range,
            "`per` needs a number that `lookup` brings, found the measure `\(nodes[1].canonicalText)`",
            advice: "a ratio of measures is `\(ratio)`", fixIts: [.writing(ratio, at: node.range)])
        return true
    }

    // MARK: - Repetition

    /// `repeat(address, type, 30d)`: whether an earlier row has the same values, at most so long before.
    func bindRepeat(_ node: SyntaxNode, _ level: Level) -> BoundExpression? {
        let rows = level.rows
        guard let time = defaultTime(rows, node.range) else { return nil }
        let arguments = node.nodes.compactMap { bind($0, .row(rows)) }
        guard arguments.count == node.nodes.count else { return nil }
        guard arguments.count > 1, case .duration(let within)? = arguments.last?.constantValue else {
            return fail(
                "argument-count", at: node.range,
                "`repeat` takes what must be the same, and a duration: `repeat(address, type, 30d)`",
                fixIts: repeatFixIts(node, arguments, rows))
        }
        return BoundExpression(.repeats(keys: Array(arguments.dropLast()), time: time, within: within), .boolean)
    }

    /// `repeat(30d)` and `repeat(address, type)` lack one of the two.
    private func repeatFixIts(_ node: SyntaxNode, _ arguments: [BoundExpression], _ rows: RowScope) -> [FixIt] {
        var texts = node.nodes.map(\.text)
        if case .duration? = arguments.last?.constantValue {
            texts = ["address", "type"].filter { rows.columns(named: $0).count == 1 } + texts
        } else {
            texts.append("30d")
        }
        let spelling = "repeat(\(texts.joined(separator: ", ")))"
        return texts.count > 1 ? [.writing(spelling, at: node.range)] : []
    }

    /// dedupe = "dedupe" dimension { "," dimension } [ "within" DURATION ]
    ///
    /// Each side of a comparison keeps what it would keep alone, so that a year does not lose the rows that repeat some of
    /// the year it is compared to; a row of both sides is the base's.
    func bindDedupe(_ clause: SyntaxNode, _ rows: RowScope, _ comparison: Comparison?) -> Deduplication? {
        let nodes = clause.nodes(.dimension).compactMap(\.nodes.last)
        var keys = nodes.compactMap { bind($0, .row(rows)) }
        guard keys.count == nodes.count, !keys.isEmpty else { return nil }
        if let base = comparison?.base {
            let sides = [1, 0].map { BoundExpression.constant(.integer($0), type: .integer) }
            keys.append(BoundExpression(.conditional([(base, sides[0])], otherwise: sides[1]), .integer))
        }
        var within: Int64?
        if let token = clause.token(.duration) {
            guard case .duration(let length)? = durationValue(clause.text(token), at: token.range) else { return nil }
            within = length
            guard defaultTime(rows, clause.range) != nil else { return nil }
        }
        let time = rows.dataSet?.timeColumn.map(rows.column)
        return Deduplication(keys: keys, time: time, within: within)
    }

    private func defaultTime(_ rows: RowScope, _ range: SourceRange) -> BoundExpression? {
        rows.dataSet?.timeColumn.map(rows.column)
            ?? fail("no-time", at: range, "this needs data with a time column")
    }
}
