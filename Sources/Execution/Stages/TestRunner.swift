import Columnar
import Functions
import Semantics

/// Tests a measure by each of some dimensions, and lays the findings out: a row for the whole, with the effect in words first, a row
/// for the trend along an ordered dimension, one for each group, and for values one for each pair of groups.
struct TestRunner {
    private let stage: TestStage
    private var rows: [TestRow] = []
    private(set) var notes: [String] = []

    /// More groups than this have too many pairs to read.
    private static let maximumPairedGroups = 20
    /// Whole numbers with more values than this are an axis, not groups.
    private static let maximumSteps = 50

    init(_ stage: TestStage, _ tables: [GroupTable]) throws(ExecutionError) {
        self.stage = stage
        for (part, table) in zip(stage.parts, tables) { append(part, try TestedGroups(table, kind: stage.kind)) }
        adjust()
    }

    /// The number of rows that took part in the first test.
    var table: Table {
        let fields = stage.fields
        let values = rows.map(\.values)
        let columns = fields.indices.map { index in Column(type: fields[index].type, values: values.map { $0[index] }) }
        return Table(names: fields.map(\.name), columns: columns, rowCount: rows.count)
    }

    private mutating func append(_ part: TestStage.Part, _ tested: TestedGroups) {
        let groups = tested.groups
        let n = Int(groups.reduce(0) { $0 + $1.rows })
        var whole = TestRow(dimension: part.name, value: "(all)", n: n, shown: overall(tested))
        whole.isMain = true
        // Whole numbers are groups where each has rows to compare: years, hours, districts without a profile.
        let steps = part.hasGroups && groups.count <= TestRunner.maximumSteps && n >= 5 * groups.count
        let trend = part.isOrdered ? trend(groups) : nil
        if !part.isOrdered || steps {
            whole.finish(difference(groups), nothing: nothing(groups))
            rows.append(whole)
        }
        if part.isOrdered, !steps || trend != nil {
            var row = TestRow(dimension: part.name, value: "(trend)", n: n, shown: steps ? .missing : overall(tested))
            row.isMain = !steps
            row.finish(trend, nothing: nothing(groups))
            rows.append(row)
        }
        if !part.isOrdered || steps { appendGroups(part, tested) }
        if tested.withoutDimension > 0 {
            notes.append("\(counted(tested.withoutDimension, "row")) without \(part.name) left out of its test")
        }
        if tested.withoutMeasure > 0 {
            let measure = part.stage.calls.first?.operandText ?? stage.measure
            let word = stage.kind == .rate ? "unknown" : "missing"
            notes.append(
                "\(counted(tested.withoutMeasure, "row")) with \(word) \(measure) left out of the test by \(part.name)")
        }
    }

    // MARK: - Tests

    private func difference(_ groups: [TestedGroups.Group]) -> TestOutcome? {
        switch stage.kind {
        case .rate: ContingencyTest.run(groups.map { [$0.hits, $0.rows - $0.hits] })
        case .category: ContingencyTest.run(groups.map(\.counts))
        case .ranks: RankTest.run(groups.compactMap(\.values))
        case .means: MeanTest.run(groups.compactMap(\.values))
        }
    }

    private func trend(_ groups: [TestedGroups.Group]) -> TestOutcome? {
        switch stage.kind {
        case .rate:
            TrendTest.share(groups.map { (place: TestRunner.place($0.value), hits: $0.hits, rows: $0.rows) })
        case .category: nil
        case .ranks: TrendTest.ranks(TestRunner.steps(groups))
        case .means: TrendTest.linear(TestRunner.steps(groups))
        }
    }

    private static func steps(_ groups: [TestedGroups.Group]) -> [TrendTest.Step] {
        groups.compactMap { group in group.values.map { TrendTest.Step(place: place(group.value), values: $0) } }
    }

    private static func place(_ value: Value) -> Double { value.number ?? value.integer.map(Double.init) ?? .nan }

    /// Why there is no test.
    private func nothing(_ groups: [TestedGroups.Group]) -> String {
        switch groups.count {
        case 0: "no rows"
        case 1: "only one group"
        default: stage.kind == .means ? "a group does not vary" : "\(stage.measure) is the same everywhere"
        }
    }

    // MARK: - Values

    private func shown(_ values: CountedValues) -> Value {
        Value(number: stage.kind == .means ? values.mean : values.median, type: stage.type)
    }

    private func shown(_ group: TestedGroups.Group, _ categories: [Value]) -> Value {
        if let values = group.values { return shown(values) }
        if stage.kind == .rate { return .rate(group.hits, group.rows) }
        let most = group.counts.indices.max {
            group.counts[$0] < group.counts[$1] || (group.counts[$0] == group.counts[$1] && $0 > $1)
        }
        return most.map { categories[$0] } ?? .missing
    }

    private func overall(_ tested: TestedGroups) -> Value {
        guard let first = tested.groups.first else { return .missing }
        if first.values != nil { return shown(CountedValues.pooled(tested.groups.compactMap(\.values))) }
        var all = TestedGroups.Group(index: 0, value: .missing, rows: 0, counts: first.counts.map { _ in 0 })
        for group in tested.groups {
            all.rows += group.rows
            all.hits += group.hits
            for (index, count) in group.counts.enumerated() { all.counts[index] += count }
        }
        return shown(all, tested.categories)
    }

    // MARK: - Groups and pairs

    private mutating func appendGroups(_ part: TestStage.Part, _ tested: TestedGroups) {
        let groups = tested.groups
        let names = groups.map { ValueText.machine($0.value) ?? "" }
        let residuals =
            stage.kind == .rate && groups.count > 2
            ? ContingencyTest.residuals(groups.map { (hits: $0.hits, rows: $0.rows) }) : []
        let adjusted = Holm.adjusted(residuals)
        let share = groups.reduce(0) { $0 + $1.hits } / groups.reduce(0) { $0 + $1.rows }
        for (index, group) in groups.enumerated() {
            var row = TestRow(
                dimension: part.name, value: names[index], n: Int(group.rows), shown: shown(group, tested.categories))
            if index < residuals.count {
                row.p = residuals[index]
                row.adjusted = adjusted[index]
                if !adjusted[index].isNaN {
                    row.effect =
                        adjusted[index] >= 0.05
                        ? TestRow.noEffect : group.hits / group.rows > share ? "above" : "below"
                }
            }
            rows.append(row)
        }
        guard stage.kind == .ranks, groups.count > 2 else { return }
        guard groups.count <= TestRunner.maximumPairedGroups else {
            notes.append(
                "pairs of \(part.name) are compared where there are at most \(TestRunner.maximumPairedGroups) groups; here are \(groups.count)"
            )
            return
        }
        let pairs = RankTest.pairs(groups.compactMap(\.values))
        let holm = Holm.adjusted(pairs.map(\.outcome.p))
        for (pair, p) in zip(pairs, holm) {
            var row = TestRow(
                dimension: part.name, value: "\(names[pair.first]) – \(names[pair.second])",
                n: Int(groups[pair.first].rows + groups[pair.second].rows), shown: .missing)
            row.finish(pair.outcome, nothing: "")
            row.adjusted = p
            row.effect =
                pair.outcome.strength(p: p).map { "\($0) \(pair.outcome.size > 0 ? "above" : "below")" }
                ?? TestRow.noEffect
            rows.append(row)
        }
    }

    // MARK: - Several dimensions

    /// The tests of several dimensions are one family; says what each of them was and takes for granted.
    private mutating func adjust() {
        let main = rows.indices.filter { rows[$0].isMain }
        let adjusted = Holm.adjusted(main.map { rows[$0].p })
        for (index, p) in zip(main, adjusted) {
            rows[index].adjusted = p
            if let outcome = rows[index].outcome { rows[index].effect = TestRow.words(outcome, p: p) }
        }
        var sentences: [String] = []
        for row in rows where row.value == "(all)" || row.value == "(trend)" {
            guard let outcome = row.outcome else { continue }
            sentences.append(
                "\(row.dimension): \(row.effect ?? "") by \(outcome.measure) (\(outcome.test)); assumes \(row.assumptions)"
            )
        }
        notes = sentences + notes
    }
}
