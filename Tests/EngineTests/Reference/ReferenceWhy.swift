import Columnar
import Syntax

/// `why`: the change of a ratio between two sets of rows, taken apart by the groups of each dimension.
struct ReferenceWhy {
    private let clause: SyntaxNode
    private let stage: ReferenceStage
    private let input: ReferenceTable
    private let entries: [ReferenceEntry]

    init(_ clause: SyntaxNode, _ stage: ReferenceStage, _ input: ReferenceTable, _ entries: [ReferenceEntry]) throws {
        (self.clause, self.stage, self.input, self.entries) = (clause, stage, input, entries)
    }

    private func evaluator(_ row: [Value]) -> ReferenceEvaluator {
        ReferenceEvaluator(scope: ReferenceRowScope(script: stage.script, table: input, row: row))
    }

    /// Names of the sides before and after, and whether a row is on each.
    private func sides() throws -> [(name: String, holds: ([Value]) throws -> Bool)] {
        let nodes = clause.nodes.filter { $0.kind != .dimension }.dropFirst()
        if clause.has(.between) {
            guard let time = input.timeColumn else { throw ReferenceError("no time") }
            return try nodes.map { node in
                let stretch = try evaluator(input.columns.map { _ in .missing }).period(node)
                return (node.canonicalText, { $0[time].exactInteger.map(stretch.contains) ?? false })
            }
        }
        guard let after = nodes.first else { throw ReferenceError("no sides in `\(clause.text)`") }
        let named = (name: after.canonicalText, holds: { (row: [Value]) in try evaluator(row).isTrue(after) })
        guard nodes.count > 1, let before = nodes.last else { return [("rest", { try !named.holds($0) }), named] }
        return [(before.canonicalText, { try evaluator($0).isTrue(before) }), named]
    }

    /// A row's part of the ratio: what it adds above and below the line; nil for one that takes no part.
    private func part(_ row: [Value], _ measure: SyntaxNode) throws -> Double? {
        if measure.kind == .rate {
            guard case .boolean(let holds) = try evaluator(row).condition(measure.nodes[0]) else { return nil }
            return holds ? 1 : 0
        }
        return try evaluator(row).value(measure.nodes[0]).magnitudeNumber
    }

    func run() throws -> (table: ReferenceTable, result: ReferenceResult) {
        guard let measure = clause.nodes.first else { throw ReferenceError("no measure in `\(clause.text)`") }
        let sides = try sides()
        let isRate = measure.kind == .rate
        let kind =
            try isRate ? ReferenceKind.fraction : evaluator(input.columns.map { _ in .missing }).kind(measure.nodes[0])
        func typed(_ number: Double?) -> Value {
            guard let number, !number.isNaN else { return .missing }
            return isRate ? .percent(number) : kind == .duration ? .meanDuration(number) : .number(number)
        }
        let rows = entries.filter { !$0.isRemoved }.map(\.row)
        var lines: [[Value]] = []
        for dimension in clause.nodes(.dimension) {
            guard let body = dimension.nodes.last else { continue }
            let name = ReferenceStage.name(dimension, body)
            // Above and below the line, on both sides, for each group.
            var found: [Value: [(Double, Double)]] = [:]
            for row in rows {
                for (index, side) in sides.enumerated() where try side.holds(row) {
                    let value = try evaluator(row).value(body)
                    var pair = found[value] ?? [(0, 0), (0, 0)]
                    if let number = try part(row, measure) {
                        pair[index] = (pair[index].0 + number, pair[index].1 + 1)
                    }
                    found[value] = pair
                }
            }
            let total = [0, 1].map { side in
                found.values.reduce((0.0, 0.0)) { ($0.0 + $1[side].0, $0.1 + $1[side].1) }
            }
            func ratio(_ pair: (Double, Double)) -> Double? { pair.1 == 0 ? nil : pair.0 / pair.1 }
            let order = try ReferenceWhy.kind(body, evaluator(input.columns.map { _ in .missing }))
            var effects: [(value: Value, mix: Double, rate: Double)] = []
            for (value, pair) in found {
                guard let all0 = ratio(total[0]), let all1 = ratio(total[1]) else {
                    effects.append((value, .nan, .nan))
                    continue
                }
                let (share0, share1) = (pair[0].1 / total[0].1, pair[1].1 / total[1].1)
                // A group that one side lacks has no ratio there: all of its effect is mix.
                let own0 = ratio(pair[0]) ?? ratio(pair[1]) ?? (all0 + all1) / 2
                let own1 = ratio(pair[1]) ?? own0
                effects.append(
                    (
                        value, (share1 - share0) * ((own0 + own1) / 2 - (all0 + all1) / 2),
                        (own1 - own0) * (share0 + share1) / 2
                    ))
            }
            // Effects that only rounding tells apart are equal.
            let largest = effects.map { abs($0.mix + $0.rate) }.max() ?? 0
            effects.sort { left, right in
                let (a, b) = (abs(left.mix + left.rate), abs(right.mix + right.rate))
                let order = order.order(left.value, right.value)
                return a.isNaN || abs(a - b) <= 1e-9 * largest ? order < 0 : a > b
            }
            func line(_ value: Value, _ pair: [(Double, Double)], _ mix: Double, _ rate: Double) -> [Value] {
                let ratios = pair.map { isRate && $0.1 > 0 ? Value.rate($0.0, $0.1) : typed(ratio($0)) }
                return [.text(name), value, .integer(Int64(pair[0].1)), .integer(Int64(pair[1].1))] + ratios
                    + [typed(mix), typed(rate), typed(mix + rate)]
            }
            for effect in effects {
                let text = ValueText.machine(effect.value).map(Value.text) ?? .missing
                lines.append(line(text, found[effect.value] ?? [], effect.mix, effect.rate))
            }
            // Where one side has no ratio there is no change to take apart.
            let start = total.contains { $0.1 == 0 } ? Double.nan : 0
            lines.append(
                line(
                    .text("(total)"), total, effects.map(\.mix).reduce(start, +), effects.map(\.rate).reduce(start, +)))
        }
        let text = measure.canonicalText
        let headers =
            ["dimension", "value"] + sides.map { "n \($0.name)" } + sides.map { "\(text) \($0.name)" }
            + ["mix effect", "rate effect", "effect"]
        let kinds: [ReferenceKind] = [.text(.codePoint), .text(.codePoint), .integer, .integer]
        let columns = headers.enumerated().map {
            ReferenceTable.Column(name: $0.element, kind: $0.offset < kinds.count ? kinds[$0.offset] : kind)
        }
        return (
            ReferenceTable(columns: columns, rows: lines, isData: false),
            ReferenceResult(headers: headers, rows: lines.map { $0.map { ReferenceResult.Cell(value: $0) } })
        )
    }

    private static func kind(_ node: SyntaxNode, _ evaluator: ReferenceEvaluator) throws -> ReferenceKind {
        try evaluator.kind(node)
    }
}
