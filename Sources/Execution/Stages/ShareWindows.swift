import Columnar
import Semantics

/// Computes `share of m [within d]`: a group's part of its denominator. Denominators come from the cells of the whole
/// stage, whatever `having` and `top` cut away later; the total's denominator is the sum of those it covers.
struct ShareWindows {
    private struct Denominators {
        let window: Int
        let operand: BoundExpression
        /// For each cell the number of the combination of the `within` dimensions.
        let combination: [UInt32]
        let values: [Double]
    }

    private let denominators: [Denominators]

    init(_ cells: GroupTable) {
        denominators = cells.stage.windows.enumerated().compactMap { index, window in
            guard case .share(let within) = window.kind else { return nil }
            let combinations = Combinations(within.map { cells.dimensions[$0] }, rowCount: cells.count)
            let totals = cells.rolledUp(
                combinations.numbers, dimensions: cells.dimensions.map { $0.gathered(combinations.firstRows) },
                groupCount: combinations.count)
            return Denominators(
                window: index, operand: window.operand, combination: combinations.numbers,
                values: ShareWindows.numbers(totals.evaluate(window.operand)))
        }
    }

    /// Fills in the shares of a table whose group `mapping[c]` holds cell `c`; nil maps each cell to itself.
    func apply(to table: GroupTable, mapping: [UInt32]?) {
        for part in denominators {
            let numerators = ShareWindows.numbers(table.evaluate(part.operand))
            var bottoms = [Double](repeating: 0, count: table.count)
            if part.values.count == 1 {
                // Everything has the one denominator.
                bottoms = Array(repeating: part.values[0], count: table.count)
            } else {
                add(part, mapping, to: &bottoms)
            }
            let tops = zip(numerators, bottoms).map { $1 == 0 ? Missing.number : $0 }
            table.windowColumns[part.window] = Column(type: .share, storage: .pairs(Buffer(tops), Buffer(bottoms)))
        }
    }

    /// Adds up the denominators of the combinations that each group covers.
    private func add(_ part: Denominators, _ mapping: [UInt32]?, to bottoms: inout [Double]) {
        var seen: Set<UInt64> = []
        for (cell, combination) in part.combination.enumerated() {
            let group = mapping.map { Int($0[cell]) } ?? cell
            guard seen.insert(UInt64(group) << 32 | UInt64(combination)).inserted, group < bottoms.count else {
                continue
            }
            bottoms[group] += part.values[Int(combination)]
        }
    }

    /// Counts and sums as doubles; missing sums count as nothing.
    private static func numbers(_ column: Column) -> [Double] {
        (0..<column.count).map { column[$0].number ?? 0 }
    }
}
