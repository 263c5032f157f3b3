import Columnar
import Functions
import Semantics

/// Computes `rank of`, `index of`, `anomaly of`, `rolling`, `change in` and `growth in`: values of a cell seen among the
/// other cells of its column, or along the time axis of its group.
enum ComparingWindows {
    static func apply(to grid: StageGrid, _ index: Int) {
        let window = grid.cells.stage.windows[index]
        guard let compute = computation(window.kind, grid) else { return }
        let operand = grid.cells.evaluate(window.operand)
        var values = [Value](repeating: .missing, count: grid.cells.count)
        for run in runs(grid, alongAxis: window.kind != .index) {
            let results = compute(run.map { operand[$0] })
            for (cell, value) in zip(run, results) { values[cell] = typed(value, window.type) }
        }
        grid.cells.windowColumns[index] = Column(type: window.type, values: values)
    }

    /// The cells that are seen together, in order: those of one group and cross-tab column along the axis, or all of a column.
    private static func runs(_ grid: StageGrid, alongAxis: Bool) -> [[Int]] {
        let length = alongAxis && !grid.buckets.isEmpty ? grid.buckets.count : grid.rows.count
        guard length > 0 else { return [] }
        var runs: [[Int]] = []
        for start in stride(from: 0, to: grid.rows.count, by: length) {
            for column in 0..<grid.columnCount {
                runs.append((start..<start + length).map { $0 * grid.columnCount + column })
            }
        }
        return runs
    }

    private typealias Computation = ([Value]) -> [Value]

    private static func computation(_ kind: WindowCall.Kind, _ grid: StageGrid) -> Computation? {
        let isWhole = grid.buckets.map { $0 != Missing.integer && !grid.partialBuckets.contains($0) }
        switch kind {
        case .share, .running, .runningAxis: return nil
        case .rank: return ranks
        case .index: return indices
        case .anomaly:
            let weekdays =
                grid.cells.stage.axis?.grain == .day ? grid.buckets.map { CivilDate.weekday(days: Int($0)) } : []
            return { anomalies($0, isWhole, weekdays) }
        case .rolling(let count): return { rolling($0, count, grid.buckets) }
        case .change(let lag): return { differences($0, lag, isWhole) { $0 - $1 } }
        case .growth(let lag): return { differences($0, lag, isWhole) { $1 == 0 ? .nan : ($0 - $1) / $1 } }
        }
    }

    private static func typed(_ value: Value, _ type: DataType) -> Value {
        guard case .number(let number) = value else { return value }
        switch type.physical {
        case .integers: return Value(integer: Int64(number.rounded()), type: type)
        default: return Value(number: number, type: type)
        }
    }

    // MARK: - Among others

    /// 1 for the largest; equal values share the better place, the next one is behind all of them.
    private static func ranks(_ values: [Value]) -> [Value] {
        let known = values.compactMap(\.number).sorted(by: >)
        return values.map { value in
            guard let number = value.number else { return .missing }
            return .integer(Int64(known.indices.partition { known[$0] > number } + 1))
        }
    }

    private static func indices(_ values: [Value]) -> [Value] {
        let known = values.compactMap(\.number)
        let mean = known.reduce(0, +) / Double(max(known.count, 1))
        return values.map { value in
            guard let number = value.number, mean != 0 else { return .missing }
            return .number(100 * number / mean)
        }
    }

    // MARK: - Along the axis

    /// The distance from the median in units of 1.4826 × MAD, the standard deviation of normal data (Iglewicz and Hoaglin
    /// 1993). Partial buckets take no part; where more than half of the values are equal there is no scale.
    private static func anomalies(_ values: [Value], _ isWhole: [Bool], _ weekdays: [Int]) -> [Value] {
        var results = [Value](repeating: .missing, count: values.count)
        for weekday in weekdays.isEmpty ? [0] : Array(1...7) {
            let members = values.indices.filter {
                isWhole[$0] && values[$0].number != nil && (weekdays.isEmpty || weekdays[$0] == weekday)
            }
            let numbers = members.compactMap { values[$0].number }
            let center = median(numbers)
            let scale = 1.4826 * median(numbers.map { abs($0 - center) })
            guard scale > 0 else { continue }
            for (member, number) in zip(members, numbers) { results[member] = .number((number - center) / scale) }
        }
        return results
    }

    /// Missing until so many buckets have passed; the bucket of rows without a time takes no part.
    private static func rolling(_ values: [Value], _ count: Int, _ buckets: [Int64]) -> [Value] {
        values.indices.map { index in
            guard index + 1 >= count, buckets[index] != Missing.integer else { return .missing }
            let window = values[index + 1 - count...index]
            if case .rate? = window.first(where: { !$0.isMissing }) {
                var pair = (0.0, 0.0)
                for case .rate(let top, let bottom) in window { pair = (pair.0 + top, pair.1 + bottom) }
                return .rate(pair.0, pair.1)
            }
            let known = window.compactMap(\.number)
            return known.isEmpty ? .missing : .number(known.reduce(0, +) / Double(known.count))
        }
    }

    /// Against the bucket `lag` places earlier; missing when either is partial.
    private static func differences(
        _ values: [Value], _ lag: Int, _ isWhole: [Bool], _ combine: (Double, Double) -> Double
    ) -> [Value] {
        values.indices.map { index in
            guard index >= lag, isWhole[index], isWhole[index - lag], let now = values[index].number,
                let before = values[index - lag].number
            else { return .missing }
            let result = combine(now, before)
            return result.isFinite ? .number(result) : .missing
        }
    }
}
