import Columnar
import Semantics

/// Takes the change of a ratio apart, group by group: what comes from the groups' sizes (mix) and what from their own ratios
/// (rate). All effects of a dimension add up to the whole change, exactly up to rounding.
///
/// With shares s of the denominator and ratios r, before 0 and after 1, and R̄ the mean of the two overall ratios (Kitagawa
/// 1955): mix = (s1 − s0) · ((r0 + r1) / 2 − R̄), rate = (r1 − r0) · (s0 + s1) / 2. A group that one side lacks has no ratio
/// there: all of its effect is mix.
struct Effects {
    private let stage: WhyStage
    private var rows: [[Value]] = []

    init(_ stage: WhyStage, _ groups: [GroupTable]) {
        self.stage = stage
        for table in groups { append(table) }
    }

    var table: Table {
        let fields = stage.fields
        let columns = fields.indices.map { index in Column(type: fields[index].type, values: rows.map { $0[index] }) }
        return Table(names: fields.map(\.name), columns: columns, rowCount: rows.count)
    }

    private struct Side {
        let top: Double
        let bottom: Double
        var ratio: Double? { bottom == 0 ? nil : top / bottom }
    }

    private struct Part {
        let name: String?
        let sides: [Side]
        var mix = 0.0
        var rate = 0.0
        var effect: Double { mix + rate }
    }

    private mutating func append(_ table: GroupTable) {
        let name = table.stage.dimensions.first?.name ?? ""
        let items = table.stage.items.map { table.evaluate($0.expression) }
        var parts = (0..<table.count).map { group -> Part in
            Part(name: ValueText.machine(table.dimensions[0][group]), sides: [0, 1].map { side(items, $0, group) })
        }
        let totals = [0, 1].map { side in
            Side(
                top: parts.reduce(0) { $0 + $1.sides[side].top }, bottom: parts.reduce(0) { $0 + $1.sides[side].bottom }
            )
        }
        let overall = totals.compactMap(\.ratio)
        if overall.count == 2 {
            let center = (overall[0] + overall[1]) / 2
            for index in parts.indices { fill(&parts[index], totals, center) }
        } else {
            // Where one side has no ratio there is no change to take apart.
            for index in parts.indices { parts[index].mix = .nan }
        }
        // The largest effects first; those that only rounding tells apart in the groups' own order.
        let largest = overall.count == 2 ? parts.map(\.effect.magnitude).max() ?? 0 : 0
        let sizes = parts.map { largest > 0 ? ($0.effect.magnitude / largest * 1e9).rounded() : 0 }
        let order = parts.indices.sorted { left, right in
            let (a, b) = (sizes[left], sizes[right])
            return a == b ? table.precedes(left, right, by: 0..<1) : a > b
        }
        for index in order { rows.append(row(name, parts[index].name.map(Value.text) ?? .missing, parts[index])) }
        var total = Part(name: nil, sides: totals)
        total.mix = overall.count == 2 ? parts.reduce(0) { $0 + $1.mix } : .nan
        total.rate = parts.reduce(0) { $0 + $1.rate }
        rows.append(row(name, .text("(total)"), total))
    }

    private func fill(_ part: inout Part, _ totals: [Side], _ center: Double) {
        let shares = [part.sides[0].bottom / totals[0].bottom, part.sides[1].bottom / totals[1].bottom]
        guard let first = part.sides[0].ratio, let second = part.sides[1].ratio else {
            let only = part.sides[0].ratio ?? part.sides[1].ratio ?? center
            part.mix = (shares[1] - shares[0]) * (only - center)
            return
        }
        part.mix = (shares[1] - shares[0]) * ((first + second) / 2 - center)
        part.rate = (second - first) * (shares[0] + shares[1]) / 2
    }

    /// The parts of the ratio on one side: of a rate, or of a sum and a count.
    private func side(_ items: [Column], _ side: Int, _ group: Int) -> Side {
        if items.count == 2 {
            guard case .rate(let top, let bottom) = items[side][group] else { return Side(top: 0, bottom: 0) }
            return Side(top: top, bottom: bottom)
        }
        return Side(top: items[side * 2][group].number ?? 0, bottom: items[side * 2 + 1][group].number ?? 0)
    }

    private func row(_ dimension: String, _ value: Value, _ part: Part) -> [Value] {
        func ratio(_ side: Side) -> Value {
            if stage.type == .rate { return side.bottom == 0 ? .missing : .rate(side.top, side.bottom) }
            return side.ratio.map { Value(number: $0, type: stage.type) } ?? .missing
        }
        func change(_ number: Double) -> Value {
            if number.isNaN { return .missing }
            return stage.type == .rate ? .percent(number) : Value(number: number, type: stage.type)
        }
        return [
            .text(dimension), value, .integer(Int64(part.sides[0].bottom)), .integer(Int64(part.sides[1].bottom)),
            ratio(part.sides[0]), ratio(part.sides[1]), change(part.mix),
            part.mix.isNaN ? .missing : change(part.rate), change(part.effect),
        ]
    }
}
