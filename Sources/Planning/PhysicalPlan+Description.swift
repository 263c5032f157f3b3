import Columnar
import Functions
import Semantics

extension PhysicalPlan: CustomStringConvertible {
    package var description: String { lines.joined(separator: "\n") }

    private var lines: [String] {
        switch self {
        case .scan(let dataSet): ["scan \(dataSet.name): \(dataSet.table.rowCount) rows"]
        case .draw(let input, let kind): ["draw \(kind.rawValue)"] + indent(input.lines)
        case .into(let input, let path): ["write \"\(path)\""] + indent(input.lines)
        case .rows(let input, let conditions, let stage):
            [
                "rows: \(conditions.isEmpty ? "all" : conditions.map(\.description).joined(separator: " → "))"
                    + (stage.limit.map { ", keep \($0)" } ?? "")
            ] + indent(input.lines)
        case .dedupe(let input, let conditions, let rule):
            ["\(rule.planText): \(conditions.isEmpty ? "all" : conditions.map(\.description).joined(separator: " → "))"]
                + indent(input.lines)
        case .why(let input, let passes, _): ["effects"] + passes.flatMap(\.lines) + indent(input.lines)
        case .test(let input, let passes, _): ["significance test"] + passes.flatMap(\.lines) + indent(input.lines)
        case .aggregate(let input, let pipeline): pipeline.lines + indent(input.lines)
        }
    }

    private func indent(_ lines: [String]) -> [String] {
        lines.enumerated().map { index, line in index == 0 ? "└─ \(line)" : "   \(line)" }
    }
}

extension AggregatePipeline {
    fileprivate var lines: [String] {
        var lines = ["aggregate in one pass"]
        for condition in conditions { lines.append("  keep rows where \(condition)") }
        for dimension in stage.dimensions { lines.append("  code \(dimension.expression)") }
        for operand in operands {
            let text = operand.expression.map { "compute \($0)" } ?? "count rows"
            let condition = operand.condition.map { " where \($0)" } ?? ""
            let names = operand.calls.map { stage.calls[$0].name }.joined(separator: ", ")
            lines.append("  \(text)\(condition) → \(names)")
        }
        return lines
    }
}
