import Columnar
import Functions

/// Measures in words.
extension Sentence {
    func measure(_ call: AggregateCall) -> String {
        // The sides of a comparison, and what `dedupe` removes, are told elsewhere.
        let told = stage?.sides.map { [$0.base.description, $0.other.description] } ?? []
        let own = call.condition.map(parts)?.filter { !told.contains($0.description) && !isRemoved($0) } ?? []
        let sides = told.flatMap { text in own.filter { text.contains($0.description) } }.map(\.description)
        let left = own.filter { !sides.contains($0.description) }
        let limit = left.isEmpty ? "" : " where \(condition(together(left)))"
        switch call.function.name {
        case "count" where ["arrivals", "closures", "open"].contains { call.name.hasPrefix("\($0) of ") }:
            // A span's own conditions are what the word means.
            let further = left.filter { !isOfSpan($0) }
            return
                (call.text == "open"
                ? "the number of rows that have begun and not ended" : "the number of \(call.text)")
                + (further.isEmpty ? "" : " where \(condition(together(further)))")
        case "count": return "the number of rows\(limit)"
        case "rate":
            let text = call.operand.map {
                isRemovedColumn($0) ? "that were left out as repeats" : "where \(condition($0))"
            }
            return "the share of rows \(text ?? "")" + (left.isEmpty ? "" : " among those\(limit)")
        case "wait":
            let which = call.fraction == 0.5 ? "median" : "\(percentile(call.fraction)) of the"
            return "the \(which) wait\(limit) (open cases are still waiting)"
        case "adjusted": return adjusted(call) + limit
        case "correlation":
            guard case .pair(let x, let y)? = call.operand?.kind else { return "the correlation\(limit)" }
            return "the correlation of \(value(x)) with \(value(y))\(limit)"
        default: break
        }
        return "\(words(call)) \(call.operand.map(operand) ?? call.operandText)\(limit)"
    }

    private func words(_ call: AggregateCall) -> String {
        let isTime = call.operand?.type.isTemporal == true
        switch call.function.name {
        case "sum": return "the sum of"
        case "avg": return "the average"
        case "median": return "the median"
        case "quantile": return "the \(percentile(call.fraction)) of"
        case "min": return isTime ? "the earliest" : "the smallest"
        case "max": return isTime ? "the latest" : "the largest"
        case "distinct": return "the number of different values of"
        case "mode": return "the most frequent"
        case "stddev": return "the standard deviation of"
        case "variance": return "the variance of"
        case "first", "last": return "the \(call.function.name)"
        case "gini": return "the Gini coefficient of"
        default: return "the \(call.function.name) of"
        }
    }

    /// `90th percentile`
    func percentile(_ fraction: Double) -> String {
        let number = Int((fraction * 100).rounded())
        let ending =
            switch (number % 100, number % 10) {
            case (11...13, _): "th"
            case (_, 1): "st"
            case (_, 2): "nd"
            case (_, 3): "rd"
            default: "th"
            }
        return "\(number)\(ending) percentile"
    }

    /// Whether a condition is one that every count of a span has: known ends, in their order, up to the data's end.
    private func isOfSpan(_ condition: BoundExpression) -> Bool {
        switch condition.kind {
        case .isKnown: true
        case .comparison(.less, let time, let limit): time.type.isTemporal && limit.constantValue != nil
        case .not(let operand):
            if case .comparison(.less, let left, _) = operand.kind { left.type.isTemporal } else { false }
        default: false
        }
    }

    func isRemovedColumn(_ operand: BoundExpression) -> Bool { operand.description == "removed" }

    private func adjusted(_ call: AggregateCall) -> String {
        let (rate, stratum) = adjustment(call)
        return "the share of rows where \(rate) as it would be with the same mix of \(stratum) everywhere"
    }

    /// The operand of an adjusted rate holds the condition and the stratum in one number.
    func adjustment(_ call: AggregateCall) -> (rate: String, stratum: String) {
        var stratum = ""
        var rate = call.operandText
        var open = call.operand.map { [$0] } ?? []
        while let expression = open.popLast() {
            if case .code(let inner) = expression.kind { stratum = value(inner) }
            if case .conditional(let branches, _) = expression.kind, branches.count == 2 {
                rate = condition(branches[1].condition)
            }
            open += expression.children
        }
        return (rate, stratum)
    }

    // MARK: - Windows

    func window(_ call: WindowCall) -> String {
        let operand = operandName(call) ?? value(call.operand)
        switch call.kind {
        case .share(let within):
            let whole = within.map { stage?.dimensions[$0].name ?? "" }
            return "\(isShown(call.operand) ? "its" : "\(operand) as a") share of the total"
                + (whole.isEmpty ? "" : " within the same \(series(whole))")
        case .running, .runningAxis: return "the running total of \(operand)"
        case .rank: return "the rank by \(operand)"
        case .index: return "\(operand) as an index (100 is the mean of its column)"
        case .anomaly: return "how unusual \(operand) is (in robust standard deviations from the median)"
        case .rolling(let buckets): return "the mean of \(operand) over the last \(counted(buckets, axisNoun))"
        case .change(let lag): return "the change in \(operand) since \(earlier(lag))"
        case .growth(let lag): return "the growth in \(operand) since \(earlier(lag))"
        }
    }

    private func isShown(_ operand: BoundExpression) -> Bool {
        stage?.items.contains { $0.expression.description == operand.description } ?? false
    }

    /// A measure that the result has under a word of its own goes by that: `backlog`.
    private func operandName(_ call: WindowCall) -> String? {
        guard let stage, call.operand.references.contains(where: { if case .window = $0 { true } else { false } })
        else { return nil }
        let name = stage.items.first { $0.expression.description == call.operand.description }?.name
        return name.flatMap { $0.allSatisfy { $0.isLetter || $0 == "_" } ? $0 : nil }
    }

    private var axisNoun: String { stage?.axis?.grain.rawValue ?? "period" }
    private func earlier(_ lag: Int) -> String { "\(counted(lag, axisNoun)) before" }

    /// What has begun and not ended, at the end of each bucket: all arrivals less all closures. Nil for other differences.
    func stock(_ left: BoundExpression, _ right: BoundExpression) -> String? {
        guard let stage, case .column(.window(let first, _)) = left.kind,
            case .column(.window(let second, _)) = right.kind,
            case .runningAxis = stage.windows[first].kind, case .runningAxis = stage.windows[second].kind
        else { return nil }
        return "the number of rows that have begun and not ended by the end of the \(axisNoun)"
    }

    /// `m per 1000 population`; nil for other quotients.
    func perCapita(_ left: BoundExpression, _ right: BoundExpression) -> String? {
        guard let stage, case .column(.aggregate(let index, _)) = Fact.plain(right).kind,
            stage.calls[index].function.name == "per",
            case .arithmetic(.multiply, let measure, let base) = Fact.plain(left).kind,
            case .number(let number)? = base.constantValue
        else { return nil }
        return "\(value(measure)) per \(Columnar.grouped(Int(number))) of \(stage.calls[index].operandText)"
    }
}
