import Columnar
import Functions
import Semantics

/// What a significance test compares: the groups of one dimension, in natural order, without the missing one.
struct TestedGroups {
    struct Group {
        /// The place in the pass's table.
        let index: Int
        let value: Value
        var rows: Double
        /// The rows where the condition holds.
        var hits = 0.0
        var values: CountedValues?
        /// How often each category occurs.
        var counts: [Double] = []
    }

    private(set) var groups: [Group] = []
    /// Rows without a value of the dimension.
    let withoutDimension: Int
    /// Rows without a value of the measure, in whatever group.
    private(set) var withoutMeasure = 0
    /// The categories, where the measure is one.
    private(set) var categories: [Value] = []

    /// Beyond this many cells a table of counts says nothing and takes too much memory.
    private static let maximumCells = 4_000_000

    init(_ table: GroupTable, kind: TestStage.Kind) throws(ExecutionError) {
        let dimension = table.dimensions[0]
        let known = (0..<table.count).filter { !dimension[$0].isMissing }
        withoutDimension = (0..<table.count).reduce(0) { $0 + (dimension[$1].isMissing ? table.rowCounts[$1] : 0) }
        let order = known.sorted { left, right in table.precedes(left, right, by: 0..<1) }
        switch kind {
        case .rate:
            withoutMeasure = table.states.leftOut(0)
            let rates = table.states.column(0)
            for index in order {
                guard case .rate(let hits, let rows) = rates[index], rows > 0 else { continue }
                groups.append(Group(index: index, value: dimension[index], rows: rows, hits: hits))
            }
        case .ranks, .means:
            withoutMeasure = table.states.leftOut(0)
            guard let values = table.states.values(0), let type = table.stage.calls[0].operand?.type else { return }
            for index in order {
                let counted = CountedValues(values[index], type: type)
                guard counted.count > 0 else { continue }
                groups.append(
                    Group(index: index, value: dimension[index], rows: Double(counted.count), values: counted))
            }
        case .category: try fillCounts(table, order)
        }
    }

    /// The table of counts, from groups by dimension and category.
    private mutating func fillCounts(_ table: GroupTable, _ order: [Int]) throws(ExecutionError) {
        let category = table.dimensions[1]
        var places: [Value: Int] = [:]
        for index in order.sorted(by: { left, right in table.precedes(left, right, by: 1..<2) }) {
            let value = category[index]
            guard !value.isMissing, places[value] == nil else { continue }
            places[value] = categories.count
            categories.append(value)
        }
        for index in order {
            guard let place = places[category[index]] else {
                withoutMeasure += table.rowCounts[index]
                continue
            }
            if groups.last?.value != table.dimensions[0][index] {
                guard (groups.count + 1) * categories.count <= TestedGroups.maximumCells else {
                    throw .refused(
                        "the table of counts would have more than \(grouped(TestedGroups.maximumCells)) cells",
                        advice: "keep fewer groups with `where`")
                }
                groups.append(
                    Group(
                        index: index, value: table.dimensions[0][index], rows: 0,
                        counts: Array(repeating: 0, count: categories.count)))
            }
            groups[groups.count - 1].counts[place] += Double(table.rowCounts[index])
            groups[groups.count - 1].rows += Double(table.rowCounts[index])
        }
    }
}
