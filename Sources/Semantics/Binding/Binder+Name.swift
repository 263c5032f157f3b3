import Columnar
import Diagnostics
import Functions
import Syntax

extension Binder {
    func bindName(_ node: SyntaxNode, _ level: Level) -> BoundExpression? {
        let name = node.unquoted(node.firstToken)
        if let argument = openDefinitions.last?.arguments[nameKey(name)] { return argument }
        switch level {
        case .row(let scope): return bindRowName(name, node, scope)
        case .measure(let scope): return bindMeasureName(name, node, scope)
        }
    }

    // MARK: - Rows

    private func bindRowName(_ name: String, _ node: SyntaxNode, _ scope: RowScope) -> BoundExpression? {
        if let labelled = scope.labels[nameKey(name)] { return labelled }
        if let column = unambiguousColumn(name, scope) { return column }
        if let definition = definition(name, scope) { return bind(definition, at: node, .row(scope)) }
        if nameKey(name) == "as_of" {
            guard let asOf = scope.asOf else {
                // A file without rows, or without any time, has no end; a script that meets one gets no error.
                if scope.dataSet?.timeColumn != nil {
                    return BoundExpression(.convert(.constant(.missing, type: .date)), .time)
                }
                return fail(
                    "no-as-of", at: node.range, "`as_of` needs data with a time column: its end is what it means")
            }
            return .constant(
                asOf.isDateOnly ? .date(asOf.day) : .time(asOf.instant), type: asOf.isDateOnly ? .date : .time)
        }
        let found = scope.columns(named: name)
        if let only = found.first, found.count == 1 {
            if scope.isRewound, scope.fields[only].type == .boolean {
                warn(
                    "flag-not-rewound", at: node.range,
                    "`\(name)` is a flag of the file, as it was exported: `as of` does not rewind it")
            }
            return scope.column(only)
        }
        if found.count > 1 {
            let candidates = found.map { "`\(scope.fields[$0].name)`" }.joined(separator: ", ")
            return fail(
                "ambiguous-column", at: node.range, "`\(name)` fits several columns: \(candidates)",
                advice: "write the one that is meant in back-quotes")
        }
        if let found = scope.lookups[nameKey(name)] { return found }
        return unknownName(name, node, scope, extra: [])
    }

    /// In a later stage the columns of the result before come first; over data, definitions do.
    private func unambiguousColumn(_ name: String, _ scope: RowScope) -> BoundExpression? {
        guard scope.dataSet == nil else { return nil }
        let found = scope.columns(named: name)
        if found.count == 1 { return scope.column(found[0]) }
        // `avg income` may be called by its operand where no other column has it.
        let ends = scope.fields.indices.filter { scope.fields[$0].name.hasSuffix(" \(name)") }
        return found.isEmpty && ends.count == 1 ? scope.column(ends[0]) : nil
    }

    private func unknownName(
        _ name: String, _ node: SyntaxNode, _ scope: RowScope, extra: [String]
    ) -> BoundExpression? {
        if case .view? = environment.definition(name)?.meaning {
            return fail(
                "view-as-value", at: node.range, "`\(name)` is a view: it stands at the start of a query",
                advice: "two queries are separated by `;` or a blank line")
        }
        if let fixIt = unquotedValue(node) {
            return fail(
                "unknown-column", at: node.range, "there is no column or definition `\(name)`",
                advice: "a text stands in quotes: \(fixIt.replacement)", fixIts: [fixIt])
        }
        if let meant = unquotedPart(node) {
            return fail(
                "unknown-column", at: node.range, "there is no column or definition `\(name)`", advice: meant.advice,
                fixIts: meant.fixIts)
        }
        let headers = scope.fields.compactMap(\.header)
        let candidates = scope.names + extra + definedNames(scope) + headers
        let (advice, fixIts) = didYouMean(name, at: node.range, among: candidates)
        if AggregateFunction.named(name) != nil {
            return measureInRow(name, at: node.range)
        }
        if let dataSet = scope.dataSet, let reason = dataSet.summaries[nameKey(name)] {
            return fail(
                "lacking-column", at: node.range, "the data set `\(dataSet.name)` has no `\(name)`: \(reason)",
                advice: fixIts.isEmpty ? nil : advice, fixIts: fixIts)
        }
        if fixIts.isEmpty, let habit = habit(name, node, scope) {
            return fail(
                "unknown-column", at: node.range, "there is no column or definition `\(name)`", advice: habit.advice,
                fixIts: habit.fixIts)
        }
        if fixIts.isEmpty, let meant = partOfName(name, node, scope) ?? heldByValues(name, node, scope) {
            return fail(
                "unknown-column", at: node.range, "there is no column or definition `\(name)`", advice: meant.advice,
                fixIts: meant.fixIts)
        }
        let list = scope.names.prefix(12).joined(separator: ", ") + (scope.names.count > 12 ? ", …" : "")
        return fail(
            "unknown-column", at: node.range, "there is no column or definition `\(name)`",
            advice: advice ?? ManualEntry.measureAdvice(name),
            notes: fixIts.isEmpty ? ["columns: \(list)"] : [], fixIts: fixIts)
    }

    func definedNames(_ scope: RowScope) -> [String] {
        environment.definedNames + (scope.dataSet?.definitions.map(\.name) ?? [])
    }

    // MARK: - Definitions

    /// The meaning of a name: the script's definitions win over the profile's.
    func definition(_ name: String, _ scope: RowScope) -> Definition? {
        if let own = environment.definition(name) {
            if case .view = own.meaning { return nil }
            return own
        }
        return scope.dataSet?.definition(name)
    }

    func bind(
        _ definition: Definition, at node: SyntaxNode, _ level: Level, arguments: [BoundExpression] = []
    ) -> BoundExpression? {
        if openDefinitions.contains(where: { nameKey($0.name) == nameKey(definition.name) }) {
            // A definition may refine the column or the definition of the same name that it covers.
            let hidden = level.rows.columns(named: definition.name)
            if case .define = definition.meaning, let column = hidden.first { return level.rows.column(column) }
            return fail("circular-definition", at: node.range, "`\(definition.name)` is defined by itself")
        }
        switch definition.meaning {
        case .param(let value): return .constant(value, type: value.type ?? .boolean)
        case .define(let parameters, let body):
            guard parameters.count == arguments.count else {
                return fail(
                    "argument-count", at: node.range,
                    "`\(definition.name)` takes \(counted(parameters.count, "argument")), found \(arguments.count)",
                    advice: "write `\(definition.name)(\(parameters.joined(separator: ", ")))`")
            }
            let bound = inside(
                definition, at: node, binding: Dictionary(zip(parameters.map(nameKey), arguments)) { $1 }
            ) {
                bind(body, .row(level.rows.unlabelled))
            }
            if let bound, parameters.isEmpty {
                usedDefinitions.append(UsedDefinition(name: definition.name, meaning: bound))
            }
            return bound
        case .measure(let body):
            guard case .measure = level else {
                return measureInRow(definition.name, at: node.range)
            }
            return inside(definition, at: node, binding: [:]) { bind(body, level) }
        case .span:
            return fail(
                "measure-in-row", at: node.range,
                "the stock of the span `\(definition.name)` is a measure of many rows and has no value for a single one"
            )
        case .view:
            return fail(
                "view-as-value", at: node.range, "`\(definition.name)` is a view: it stands at the start of a query")
        }
    }

    private func inside<Result>(
        _ definition: Definition, at node: SyntaxNode, binding arguments: [String: BoundExpression],
        _ body: () -> Result
    ) -> Result {
        openDefinitions.append(OpenDefinition(name: definition.name, useSite: node.range, arguments: arguments))
        defer { openDefinitions.removeLast() }
        return body()
    }

    // MARK: - Groups

    private func bindMeasureName(_ name: String, _ node: SyntaxNode, _ scope: MeasureScope) -> BoundExpression? {
        if let named = scope.item(named: name) {
            // Under the condition of `m if c` an item is another measure: it is bound anew.
            if scope.condition == nil { return named.item.expression }
            if named.isLabelled { return scope.seeing(itemsBefore: named) { bind(named.node, .measure(scope)) } }
        }
        // `group by times = count show count`: the values of a column `count` make the groups, whose rows are counted.
        let isCount = name.lowercased() == "count"
        if isCount, !scope.stage.dimensions.contains(where: { nameKey($0.name) == "count" }) { return count(scope) }
        if let dimension = scope.dimension(name) { return dimension }
        if let column = comparedColumn(name, scope) { return column }
        if let flow = spanMeasure(name, node, scope) { return flow.expression }
        if let definition = definition(name, scope.rows) {
            switch definition.meaning {
            case .define: return rowNameInMeasure(name, node, bind(definition, at: node, .row(scope.rows)))
            default: return bind(definition, at: node, .measure(scope))
            }
        }
        if nameKey(name) == "as_of" { return bindRowName(name, node, scope.rows) }
        let found = scope.rows.columns(named: name)
        if let first = found.first { return rowNameInMeasure(name, node, scope.rows.column(first)) }
        if let found = scope.rows.lookups[nameKey(name)] { return rowNameInMeasure(name, node, found) }
        return unknownName(
            name, node, scope.rows, extra: scope.items.map(\.item.name) + AggregateFunction.all.map(\.name))
    }

    /// A value of single rows where a measure of many is wanted.
    func rowNameInMeasure(
        _ name: String, _ node: SyntaxNode, _ bound: BoundExpression?
    ) -> BoundExpression? {
        guard let bound else { return nil }
        let range = node.range
        func fix(_ spelling: String) -> FixIt { FixIt.writing(spelling, at: range) }
        // With its back-quotes, where it needs them.
        let column = node.canonicalText
        let fixIts: [FixIt] =
            switch bound.type {
            case .boolean: [fix("\(column)%"), fix("(count if \(column))")]
            case .time, .date: [fix("\(column)%"), fix("max \(column)")]
            case .rate, .share: [fix("avg \(column)"), fix("max \(column)")]
            case .text: [fix("distinct \(column)"), fix("mode \(column)")]
            default: [fix("median \(column)"), fix("avg \(column)"), fix("sum \(column)")]
            }
        let rows = listFixIt(for: range)
        return fail(
            "column-without-measure", at: range,
            "`\(name)` is a value of each row; a group of rows needs a measure of it",
            advice: "write \(fixIts.map { "`\($0.replacement)`" }.joined(separator: " or "))"
                + (rows == nil ? "" : ", or `list` for the rows"), fixIts: fixIts + (rows.map { [$0] } ?? []))
    }
}
