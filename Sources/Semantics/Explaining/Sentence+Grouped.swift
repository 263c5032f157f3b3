import Columnar
import Functions

/// A stage with measures in words.
extension Sentence {
    func grouped(_ stage: GroupedStage) -> String {
        let items = stage.sides.map { sides in stage.items.filter { !isOther($0, sides, stage.items) } } ?? stage.items
        var text = "show \(series(items.map(item)))"
        if stage.items.contains(where: { !$0.companions.isEmpty }) { text += ", with confidence limits," }
        text += groups(stage)
        if let sides = stage.sides { text += ", \(compared(sides))" }
        var result = self
        result.speaksOfResult = true
        if let having = stage.having {
            // A comparison has it for both sides, in the same words.
            let first = if stage.sides != nil, case .and(let parts) = having.kind { parts[0] } else { having }
            text += "; keep only those where \(result.condition(first))\(stage.sides == nil ? "" : " on both sides")"
        }
        if let top = stage.top { text += "; \(result.kept(top, stage))" }
        if !stage.sort.isEmpty {
            let keys = stage.sort.map {
                "\(result.value($0.expression)) \($0.isDescending ? "descending" : "ascending")"
            }
            text += "; sort by \(keys.joined(separator: ", then "))"
        }
        if let limit = stage.limit { text += "; at most \(count(limit, "row"))" }
        if stage.totals { text += "; add totals" }
        return text
    }

    func groups(_ stage: GroupedStage) -> String {
        var each: [String] = []
        var columns: [String] = []
        for (index, dimension) in stage.dimensions.enumerated() {
            let text = self.dimension(dimension)
            if index >= stage.rowDimensionCount { columns.append(text) } else { each.append(text) }
        }
        return (each.isEmpty ? "" : " for each \(series(each))")
            + (columns.isEmpty ? "" : ", in one column for each \(series(columns))")
    }

    /// What the rows are grouped by: `month of opened`, `weekday of opened`.
    func dimension(_ dimension: GroupedStage.Dimension) -> String {
        var expression = dimension.expression
        // On a compared time axis the other period's buckets are moved, which the comparison tells.
        if case .conditional(let branches, _) = expression.kind, stage?.sides != nil, let first = branches.first,
            case .period = first.value.kind
        {
            expression = first.value
        }
        if case .column = expression.kind, value(expression) == dimension.name { return dimension.name }
        if name(of: expression) == dimension.name { return dimension.name }
        let meaning = expression.type == .boolean ? "answer to whether \(condition(expression))" : value(expression)
        if case .period(let grain, _) = expression.kind, grain.rawValue == dimension.name { return meaning }
        // An unlabelled dimension is headed by its own text.
        let isLabelled = dimension.name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
        return isLabelled ? "\(meaning) as \(dimension.name)" : meaning
    }

    /// An item in words, with its label when it has one.
    private func item(_ item: Item) -> String {
        let meaning = value(item.expression)
        let isLabelled = item.name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
        let isOwn =
            item.name == "count" && meaning == "the number of rows" || item.name == meaning
            || meaning.hasPrefix("the \(item.name)") || !isLabelled
            || meaning == "the number of \(item.name)"
        return isOwn || name(of: item.expression) == item.name ? meaning : "\(meaning) as \(item.name)"
    }

    // MARK: - Comparison

    /// Whether an item is the other side of one before it, or the change between the two.
    private func isOther(_ item: Item, _ sides: GroupedStage.Sides, _ items: [Item]) -> Bool {
        items.contains { item.name == "\($0.name) \(sides.word)" || item.name == "\($0.name) change" }
    }

    private func compared(_ sides: GroupedStage.Sides) -> String {
        let base = condition(sides.base)
        if sides.word == "rest" { return "comparing the rows where \(base) with all others" }
        return "comparing the rows where \(base) with those where \(condition(sides.other))"
    }

    // MARK: - Top

    private func kept(_ top: GroupedStage.Top, _ stage: GroupedStage) -> String {
        let which = top.isBottom ? "smallest" : "largest"
        let noun = top.dimension.map { "values of \(stage.dimensions[$0].name)" } ?? "groups"
        var text =
            "keep the \(Semantics.grouped(top.count)) \(noun) with the \(which) \(value(top.measure))"
        if let per = top.per { text += " within each \(stage.dimensions[per].name)" }
        if top.others { text += " and all others together as one" }
        return text
    }
}
