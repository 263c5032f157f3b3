import Columnar

extension LogicalPlan: CustomStringConvertible {
    /// The plan as an indented tree, the last step first.
    package var description: String { lines.joined(separator: "\n") }

    private var lines: [String] {
        let below = input.map { input in
            input.lines.enumerated().map { index, line in index == 0 ? "└─ \(line)" : "   \(line)" }
        }
        return own + (below ?? [])
    }

    /// The node itself, one line for each thing that it does.
    private var own: [String] {
        switch self {
        case .scan(let dataSet): ["scan \(dataSet.name)"]
        case .filter(_, let condition): ["filter \(condition)"]
        case .dedupe(_, let rule): [rule.planText]
        case .why(_, let stage):
            ["why \(stage.measure) by \(stage.parts.flatMap(\.dimensions).map(\.name).joined(separator: ", "))"]
        case .test(_, let stage): ["test \(stage.measure) by \(stage.parts.map(\.name).joined(separator: ", "))"]
        case .draw(_, let kind): ["draw \(kind.rawValue)"]
        case .into(_, let path): ["into \"\(path)\""]
        case .list(_, let stage): stage.lines
        case .group(_, let stage): stage.lines
        }
    }
}

extension Deduplication {
    package var planText: String {
        "dedupe \(keys.map(\.description).joined(separator: ", "))" + (within.map { " within \($0 / 1_000)s" } ?? "")
    }
}

extension ListStage {
    fileprivate var lines: [String] {
        var lines = ["list \(items.map(\.planText).joined(separator: ", "))"]
        if !sort.isEmpty { lines.append("sort by \(sort.map(\.planText).joined(separator: ", "))") }
        if let limit { lines.append("limit \(limit)") }
        return lines
    }
}

extension GroupedStage {
    fileprivate var lines: [String] {
        let groups = dimensions.prefix(rowDimensionCount).enumerated().filter { $0.offset != axis?.dimension }
        var lines: [String] = []
        if !groups.isEmpty { lines.append("group by \(groups.map(\.element.planText).joined(separator: ", "))") }
        if let axis { lines.append("over \(dimensions[axis.dimension].planText)") }
        if acrossCount > 0 {
            lines.append("across \(dimensions.suffix(acrossCount).map(\.planText).joined(separator: ", "))")
        }
        lines.append("aggregate \(calls.map(\.name).joined(separator: ", "))")
        if !windows.isEmpty { lines.append("windows \(windows.map(\.name).joined(separator: ", "))") }
        lines.append("show \(items.map(\.planText).joined(separator: ", "))")
        if !sort.isEmpty { lines.append("sort by \(sort.map(\.planText).joined(separator: ", "))") }
        if let having { lines.append("having \(having)") }
        if let top { lines.append(text(of: top)) }
        if let limit { lines.append("limit \(limit)") }
        if totals { lines.append("totals") }
        return lines
    }

    private func text(of top: Top) -> String {
        var text = "\(top.isBottom ? "bottom" : "top") \(top.count)"
        if let dimension = top.dimension { text += " \(dimensions[dimension].name)" }
        text += " by \(top.measure)"
        if let per = top.per { text += " per \(dimensions[per].name)" }
        return top.others ? text + " with others" : text
    }
}

extension GroupedStage.Dimension {
    fileprivate var planText: String {
        let text = expression.description
        return text == name ? text : "\(name) = \(text)"
    }
}

extension Item {
    fileprivate var planText: String {
        let text = expression.description
        return text == name ? text : "\(name) = \(text)"
    }
}

extension SortKey {
    fileprivate var planText: String { "\(expression)\(isDescending ? " desc" : "")" }
}
