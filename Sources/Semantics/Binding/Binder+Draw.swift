import Columnar
import Diagnostics
import Syntax

extension Binder {
    /// draw = "draw" ( "bars" | "line" | … )
    ///
    /// A picture that the result cannot be shown in is a mistake of the query, so it is told here and not when the rows
    /// have been counted.
    func bindDraw(_ clause: SyntaxNode, _ plan: LogicalPlan, _ rows: RowScope) -> LogicalPlan? {
        guard let token = clause.tokens.dropFirst().first else { return nil }
        let word = clause.text(token)
        guard let kind = ChartKind(rawValue: word.lowercased()) else {
            let names = ChartKind.allCases.map(\.rawValue)
            var (advice, fixIts) = didYouMean(word, at: token.range, among: names)
            let habits = [
                "pie": "bars", "donut": "bars", "column": "bars", "columns": "bars", "area": "line", "trend": "line",
                "boxplot": "box",
            ]
            if fixIts.isEmpty, let habit = habits[word.lowercased()] {
                (advice, fixIts) = ("`\(habit)` shows the same", [.writing(habit, at: token.range)])
            }
            return fail(
                "unknown-chart", at: token.range, "there is no chart `\(word)`", advice: advice,
                notes: fixIts.isEmpty ? ["charts: \(names.joined(separator: ", "))"] : [], fixIts: fixIts)
        }
        var plan = plan
        var hasZones = false
        var hidden: String?
        if kind == .map, case .group(let input, var stage) = plan {
            stage.outlines = outlines(stage, rows)
            if stage.outlines == nil { stage.squares = squares(stage) }
            plan = .group(input, stage)
            hasZones = stage.outlines != nil || stage.squares != nil
            hidden = hasZones ? nil : hiddenZones(stage, rows)
        }
        guard let need = DrawnColumns(plan, hasZones: hasZones).lacks(for: kind) else { return .draw(plan, kind) }
        return fail(
            "draw-needs", at: clause.range, "`draw \(kind.rawValue)` \(need.message)", advice: hidden ?? need.advice)
    }

    /// The dimension that is made of squares of a grid, which are zones too.
    private func squares(_ stage: GroupedStage) -> (dimension: Int, side: Double)? {
        for (index, dimension) in stage.dimensions.dropLast(stage.acrossCount).enumerated() {
            if case .grid(_, _, let side) = dimension.expression.kind { return (index, side) }
        }
        return nil
    }

    /// What to write where a column of the data has taken the name of the zones that `lookup` brings.
    private func hiddenZones(_ stage: GroupedStage, _ rows: RowScope) -> String? {
        for dimension in stage.dimensions {
            guard case .column(.input(_, let name)) = dimension.expression.kind,
                case .lookup(let table, _, _)? = rows.lookups[nameKey(name)]?.kind, table.dataSet.geometryColumn != nil
            else { continue }
            return "`\(name)` is the data's own column and not that of `\(table.dataSet.name)`; "
                + "`lookup … on \(name)` finds the zones that it names"
        }
        return nil
    }

    /// Only the last stage's result is shown and written: in an earlier one these clauses would do nothing.
    func checkOutputClauses(_ stages: [SyntaxNode]) {
        for stage in stages.dropLast() {
            for clause in stage.nodes where clause.kind == .drawClause || clause.kind == .intoClause {
                fail(
                    "output-in-earlier-stage", at: clause.range,
                    "`\(clauseWords(clause))` belongs to the last stage, whose result is shown",
                    advice: "put it behind the last `|`") as Void?
            }
        }
    }
}

/// The columns of a result as a picture uses them: what places values, and the values.
private struct DrawnColumns {
    var dimensions: [Field] = []
    var acrossCount = 0
    var measures: [Field] = []
    /// Columns that cannot be drawn as values.
    var others: [Field] = []
    let isGrouped: Bool
    /// Whether a dimension names zones whose outlines are known.
    private let hasZones: Bool

    init(_ plan: LogicalPlan, hasZones: Bool) {
        self.hasZones = hasZones
        var items = plan.fields
        if case .group(_, let stage) = plan {
            isGrouped = true
            acrossCount = stage.acrossCount
            dimensions = Array(items.prefix(stage.dimensions.count))
            items.removeFirst(stage.dimensions.count)
        } else {
            // Rows name no dimensions: what is no number stands for one.
            isGrouped = false
            dimensions = items.filter { !$0.type.isNumeric }
        }
        measures = items.filter(\.type.isNumeric)
        others = items.filter { !$0.type.isNumeric }
    }

    /// What the result lacks for a chart: a message and how to mend it; nil when nothing is lacking.
    func lacks(for kind: ChartKind) -> (message: String, advice: String?)? {
        switch kind {
        case .table: return nil
        case .map:
            if dimensions.contains(where: { $0.type == .point }) { return nil }
            guard hasZones else {
                return (
                    "needs a column of points, zones of a GeoJSON file or squares of a `grid`",
                    "for example `list location draw map`, where the profile has a line `point location = …`, or "
                        + "`lookup \"zones.geojson\" containing location group by zone show late% draw map`"
                )
            }
            if dimensions.count != 1 {
                return ("shows one value for each zone, found \(dimensions.count) dimensions", nil)
            }
            return measures.isEmpty ? ("needs a value for each zone", "for example `show count`") : nil
        case .histogram where !isGrouped && dimensions.contains(where: \.type.isTemporal): return nil
        case .bars, .line, .spark, .heatmap, .histogram, .box:
            guard measures.isEmpty else { break }
            let found = others.first.map { "`\($0.name)` is \($0.type.description)" } ?? "there is none"
            return ("needs values: numbers, shares or durations; \(found)", "for example `show count`")
        }
        switch kind {
        case .line, .spark:
            if dimensions.count > acrossCount { return nil }
            return ("needs an axis along which values change", "for example `over month`")
        case .heatmap:
            if dimensions.count < 2 {
                let example = "`group by weekday(opened) across hour(opened)`"
                return ("needs two dimensions, found \(dimensions.count)", "for example \(example)")
            }
            if measures.count == 1 { return nil }
            let names = measures.map { "`\($0.name)`" }.joined(separator: " and ")
            return ("shows one measure, found \(names)", nil)
        case .histogram:
            if !isGrouped || dimensions.count - acrossCount == 1 { return nil }
            return (
                "needs rows, or one dimension in order; found \(dimensions.count - acrossCount)",
                "for example `list time_to_close draw histogram`"
            )
        case .box:
            if !isGrouped || measures.count == 5 { return nil }
            return (
                "needs rows, or five measures from the least to the greatest; found \(measures.count)",
                "for example `list department, time_to_close draw box`"
            )
        case .bars, .map, .table: return nil
        }
    }
}
