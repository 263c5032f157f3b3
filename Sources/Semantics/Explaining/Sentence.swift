import Columnar

/// A query in one plain sentence, for people who do not read Tally: what rows, what is computed of them, for what groups,
/// what is kept and in what order. Made from the logical plan, so that it says what the query means and not how it is
/// spelt; names of definitions stay, and what they mean follows in brackets.
package struct Sentence {
    /// The sentence of a plan.
    /// - Parameter definitions: the names that the query uses, with what they stand for.
    package static func text(_ plan: LogicalPlan, _ definitions: [Binder.UsedDefinition]) -> String {
        let sentence = Sentence(definitions)
        var text = sentence.text(plan)
        let meanings = sentence.meanings(in: text)
        if !meanings.isEmpty { text += " (\(meanings.joined(separator: "; ")))" }
        return text + "."
    }

    /// The names of definitions, by what they stand for.
    private let names: [String: String]
    let definitions: [Binder.UsedDefinition]
    /// The stage whose measures are spoken of.
    var stage: GroupedStage?
    /// Whether the last condition only joins the sides of a `why`, which are told behind it.
    private var isWhy = false
    /// Whether measures go by the names that the result gives them: behind `show`, where it has told what they are.
    var speaksOfResult = false

    init(_ definitions: [Binder.UsedDefinition]) {
        self.definitions = definitions
        names = Dictionary(definitions.map { ($0.meaning.description, $0.name) }) { $1 }
    }

    func name(of expression: BoundExpression) -> String? { names[expression.description] }

    /// What the definitions that occur in a text mean.
    private func meanings(in text: String) -> [String] {
        var told: Set<String> = []
        var meanings: [String] = []
        var open = [text]
        while let text = open.popLast() {
            let words = Set(text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init))
            for definition in definitions where words.contains(definition.name) {
                guard told.insert(definition.name).inserted else { continue }
                var others = Sentence(definitions.filter { $0.name != definition.name })
                others.stage = stage
                let meaning = definition.meaning
                let words = meaning.type == .boolean ? others.condition(meaning) : others.value(meaning)
                meanings.append("\(definition.name): \(words)")
                open.append(words)
            }
        }
        return meanings
    }

    // MARK: - Stages

    private func text(_ plan: LogicalPlan) -> String {
        switch plan {
        case .scan: return "\(rows(plan)), list every column"
        case .filter, .dedupe: return "\(rows(plan)), list every column"
        case .located(let input, _): return text(input)
        case .draw(let input, let kind): return "\(text(input)); \(drawn(kind))"
        case .into(let input, let path): return "\(text(input)); write it to \"\(path)\""
        case .list(let input, let stage): return "\(rows(input)), \(list(stage))"
        case .group(let input, let stage):
            var inner = self
            inner.stage = stage
            return "\(inner.rows(input)), \(inner.grouped(stage))"
        case .why(let input, let stage):
            let dimensions = stage.parts.flatMap(\.dimensions).map(dimension)
            var inner = self
            inner.isWhy = true
            return
                "\(inner.rows(input)), take apart the change of \(stage.measure) from \(stage.before) to \(stage.after) "
                + "by \(series(dimensions)), into what a shift among the groups makes and what a change within them makes"
        case .test(let input, let stage):
            return "\(rows(input)), test whether \(stage.measure) differs by \(series(stage.parts.map(\.name), "or"))"
        }
    }

    /// What a stage reads: `of the rows of san_antonio where late is true`.
    func rows(_ plan: LogicalPlan) -> String {
        var conditions: [BoundExpression] = []
        var plan = plan
        var dedupe: Deduplication?
        while true {
            if case .filter(let input, let condition) = plan {
                conditions = parts(condition) + conditions
                plan = input
            } else if case .dedupe(let input, let rule) = plan {
                dedupe = rule
                plan = input
            } else if case .located(let input, _) = plan {
                plan = input
            } else {
                break
            }
        }
        // The sides of a comparison are told where the comparison is.
        if let sides = stage?.sides, case .or(let parts)? = conditions.last?.kind, parts.count == 2,
            parts[0].description == sides.base.description
        {
            conditions.removeLast()
        }
        if isWhy { conditions = conditions.dropLast() }
        let known = conditions.filter { !isRemoved($0) && !isRewinding($0, plan) }
        var text: String
        switch plan {
        case .scan(let data):
            text = known.isEmpty ? "Of all rows of \(data.name)" : "Of the rows of \(data.name)"
            if let asOf = data.asOf, asOf.isRewound { text += " as of \(ValueText.date(asOf.day))" }
        default: text = "\(self.text(plan)); of these"
        }
        if !known.isEmpty { text += " where \(condition(.all(known)))" }
        if let dedupe {
            let keys = series(dedupe.keys.map(value))
            text +=
                ", without those that repeat the \(keys) of a row"
                + (dedupe.within.map { " at most \(length($0)) before" } ?? " before")
        }
        return text
    }

    private func list(_ stage: ListStage) -> String {
        let items = stage.items.map { item in
            let meaning = value(item.expression)
            return meaning == item.name || name(of: item.expression) == item.name
                || item.expression.description == item.name ? item.name : "\(meaning) as \(item.name)"
        }
        let shown = items.count > 12 ? "every column" : series(items)
        let keys = stage.sort.map { key in order(stage.items, key) }
        return "list \(shown)" + (keys.isEmpty ? "" : ", by \(keys.joined(separator: ", then "))")
            + (stage.limit.map { "; at most \(counted($0, "row"))" } ?? "")
    }

    private func order(_ items: [Item], _ key: SortKey) -> String {
        "\(named(key.expression, items)) \(key.isDescending ? "descending" : "ascending")"
    }

    /// The name of an item with the given expression, else the expression in words.
    func named(_ expression: BoundExpression, _ items: [Item]) -> String {
        let text = expression.description
        return items.first { $0.expression.description == text }?.name ?? value(expression)
    }

    private func drawn(_ kind: ChartKind) -> String {
        switch kind {
        case .bars: "draw it as bars"
        case .line: "draw it as a line"
        case .spark: "draw it as small lines"
        case .heatmap: "draw it as a heat map"
        case .histogram: "draw it as a histogram"
        case .box: "draw it as a box plot"
        case .map: "draw it on a map"
        case .table: "show it as a table"
        }
    }

    // MARK: - Words

    func parts(_ condition: BoundExpression) -> [BoundExpression] {
        if case .and(let parts) = condition.kind, period(parts) == nil { return parts.flatMap(self.parts) }
        return [condition]
    }

    /// Whether a condition only takes out what `dedupe` removes.
    func isRemoved(_ condition: BoundExpression) -> Bool { condition.description == "not removed" }

    /// Whether a condition only takes out what lies behind the day to which the data is rewound.
    private func isRewinding(_ condition: BoundExpression, _ plan: LogicalPlan) -> Bool {
        guard case .scan(let data) = plan, let asOf = data.asOf, asOf.isRewound,
            case .not(let inner) = condition.kind, case .comparison(.greaterOrEqual, _, let limit) = inner.kind
        else { return false }
        return limit.constantValue?.integer == asOf.end
    }

    /// `a, b and c`
    func series(_ words: [String], _ joint: String = "and") -> String {
        guard words.count > 1, let last = words.last else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " \(joint) \(last)"
    }

    /// A length of time in its largest unit that leaves no rest: `30 days`, `36 hours`.
    func length(_ milliseconds: Int64) -> String {
        let units = [("day", Milliseconds.day), ("hour", 3_600_000), ("minute", Milliseconds.minute)]
        for (noun, unit) in units where milliseconds % unit == 0 && milliseconds != 0 {
            return counted(Int(milliseconds / unit), noun)
        }
        return milliseconds == 0 ? "0 days" : "\(ValueText.seconds(milliseconds)) seconds"
    }
}
