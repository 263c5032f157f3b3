import Columnar
import Semantics
import TabularIO

/// What a later extract of the same data changed: one finding a row, in the order in which a reader wants to know them.
struct ExtractComparison {
    /// A finding. `column` and `value` are empty where it is about the whole file; `before` and `after` where there is
    /// nothing to say.
    struct Finding {
        let change: String
        var column = ""
        var value = ""
        var before = ""
        var after = ""
    }

    let before: Extract
    let after: Extract
    /// Whether numbers are grouped and shares are percentages; else they are spelt as in the machine formats.
    let isForReading: Bool
    private(set) var findings: [Finding] = []
    /// What the table cannot say.
    private(set) var notes: [String] = []

    /// A shift in the share of missing values is told from half a percentage point on.
    private static let toldShift = 0.005
    private static let longestValue = 40

    /// - Parameter key: the column whose values name rows; nil takes the profile's key.
    init(_ before: Extract, _ after: Extract, key: String?, isForReading: Bool) {
        self.before = before
        self.after = after
        self.isForReading = isForReading
        findings.append(
            Finding(change: "rows", before: number(before.rowCount), after: number(after.rowCount)))
        if before.profile?.name != after.profile?.name {
            findings.append(
                Finding(change: "profile", before: before.profile?.name ?? "", after: after.profile?.name ?? ""))
        }
        addPeriod()
        let pairs = schema()
        let keys = KeyMatch(before, after, key: key)
        addKeys(keys)
        for pair in pairs { addMissing(pair) }
        for pair in pairs where pair.before != keys?.before { addValues(pair) }
        if let keys { addChanges(keys, pairs) }
    }

    var table: ResultTable {
        let columns: [(String, KeyPath<Finding, String>)] = [
            ("change", \.change), ("column", \.column), ("value", \.value), ("before", \.before), ("after", \.after),
        ]
        return ResultTable(
            columns: columns.enumerated().map { index, column in
                ResultTable.ColumnInfo(
                    header: column.0, role: index == 0 ? .dimension : .item,
                    column: Column(
                        type: .text,
                        values: findings.map {
                            let text = $0[keyPath: column.1]
                            return text.isEmpty ? .missing : .text(text)
                        }))
            }, rowCount: findings.count, notes: notes)
    }

    // MARK: - Spelling

    private func shown(_ text: String) -> String {
        guard isForReading, text.count > ExtractComparison.longestValue else { return text }
        return "\(text.prefix(ExtractComparison.longestValue - 1))…"
    }

    private func number(_ count: Int) -> String { isForReading ? grouped(count) : String(count) }

    private func share(_ count: Int, of total: Int) -> String {
        guard total > 0 else { return "" }
        let share = Double(count) / Double(total)
        return isForReading ? "\(NumberText.fixed(share * 100, decimals: 1))%" : ValueText.number(share)
    }

    // MARK: - Findings

    /// The first and the last time on the default time axis.
    private mutating func addPeriod() {
        func bounds(_ extract: Extract) -> (name: String, first: String, last: String)? {
            guard let column = extract.dataSet.timeColumn, let bounds = extract.dataSet.table.columns[column].bounds
            else { return nil }
            return (
                extract.dataSet.fields[column].name, ValueText.date(bounds.lowerBound),
                ValueText.date(bounds.upperBound)
            )
        }
        let (old, new) = (bounds(before), bounds(after))
        guard let name = new?.name ?? old?.name else { return }
        findings.append(Finding(change: "first", column: name, before: old?.first ?? "", after: new?.first ?? ""))
        findings.append(Finding(change: "last", column: name, before: old?.last ?? "", after: new?.last ?? ""))
    }

    /// Adds what happened to the columns, and gives the positions of the fields that both extracts have.
    private mutating func schema() -> [(before: Int, after: Int)] {
        var pairs: [(before: Int, after: Int)] = []
        var places: [Int] = []
        for header in after.headers {
            guard let new = after.field(ofHeader: header) else { continue }
            let field = after.dataSet.fields[new]
            guard let old = before.field(ofHeader: header), !pairs.contains(where: { $0.before == old }) else {
                findings.append(Finding(change: "column new", column: header, after: word(field.type)))
                continue
            }
            pairs.append((old, new))
            let earlier = before.dataSet.fields[old]
            let oldHeader = earlier.header ?? earlier.name
            places.append(before.headers.firstIndex(of: oldHeader) ?? 0)
            if oldHeader != header {
                findings.append(
                    Finding(change: "column renamed", column: earlier.name, before: oldHeader, after: header))
            }
            if earlier.type != field.type {
                findings.append(
                    Finding(
                        change: "column retyped", column: field.name, before: word(earlier.type),
                        after: word(field.type)))
            }
        }
        for header in before.headers {
            guard let old = before.field(ofHeader: header), !pairs.contains(where: { $0.before == old }) else {
                continue
            }
            findings.append(
                Finding(change: "column gone", column: header, before: word(before.dataSet.fields[old].type)))
        }
        if places != places.sorted() { findings.append(Finding(change: "columns reordered")) }
        return pairs
    }

    private func word(_ type: DataType) -> String {
        let words = type.description.split(separator: " ")
        return (words.count > 1 && words[0].count <= 2 ? words.dropFirst() : words[...]).joined(separator: " ")
    }

    private mutating func addKeys(_ keys: KeyMatch?) {
        guard let keys else {
            notes.append("no key: the profile names none, so rows were not matched; --key names one")
            return
        }
        let name = after.dataSet.fields[keys.after].name
        func add(_ change: String, _ count: Int, _ example: String?, isNew: Bool) {
            guard count > 0 else { return }
            findings.append(
                Finding(
                    change: change, column: name, value: example.map { "such as \(shown($0))" } ?? "",
                    before: isNew ? "" : number(count), after: isNew ? number(count) : ""))
        }
        add("keys new", keys.newCount, keys.newExample, isNew: true)
        add("keys gone", keys.goneCount, keys.goneExample, isNew: false)
    }

    private mutating func addMissing(_ pair: (before: Int, after: Int)) {
        let (old, new) = (before.dataSet.table.columns[pair.before], after.dataSet.table.columns[pair.after])
        guard old.count > 0, new.count > 0 else { return }
        let (oldMissing, newMissing) = (ColumnDescription.missing(old), ColumnDescription.missing(new))
        let shift = Double(newMissing) / Double(new.count) - Double(oldMissing) / Double(old.count)
        let appeared = (oldMissing == 0) != (newMissing == 0)
        guard appeared || shift.magnitude >= ExtractComparison.toldShift else { return }
        findings.append(
            Finding(
                change: "missing", column: after.dataSet.fields[pair.after].name,
                before: share(oldMissing, of: old.count), after: share(newMissing, of: new.count)))
    }

    private mutating func addValues(_ pair: (before: Int, after: Int)) {
        let name = after.dataSet.fields[pair.after].name
        guard
            let changes = CategoryChanges(
                before.dataSet.table.columns[pair.before], after.dataSet.table.columns[pair.after])
        else { return }
        for value in changes.new {
            findings.append(
                Finding(change: "value new", column: name, value: shown(value.text), after: number(value.count)))
        }
        for value in changes.gone {
            findings.append(
                Finding(change: "value gone", column: name, value: shown(value.text), before: number(value.count)))
        }
        if changes.untold > 0 {
            notes.append("`\(name)`: \(grouped(changes.untold)) more values new or gone")
        }
    }

    /// What happened to the rows that both extracts have.
    private mutating func addChanges(_ keys: KeyMatch, _ pairs: [(before: Int, after: Int)]) {
        for pair in pairs where pair.before != keys.before {
            let (old, new) = (before.dataSet.table.columns[pair.before], after.dataSet.table.columns[pair.after])
            let rows = RowChanges.rows(keys.rows, old, new)
            guard let first = rows.first else { continue }
            let key = ValueText.machine(after.dataSet.table.columns[keys.after][first.after]) ?? ""
            findings.append(
                Finding(
                    change: "rows changed", column: after.dataSet.fields[pair.after].name,
                    value: "\(number(rows.count)) \(rows.count == 1 ? "row" : "rows"), such as \(shown(key))",
                    before: text(old[first.before]),
                    after: text(new[first.after])))
        }
        notes.append("\(counted(keys.rows.count, "key")) in both")
        if keys.repeated > 0 {
            let rows = keys.repeated == 1 ? "row repeats" : "rows repeat"
            notes.append("\(grouped(keys.repeated)) \(rows) the key of an earlier row: not matched")
        }
    }

    private func text(_ value: Value) -> String {
        ValueText.machine(value).map(shown) ?? (isForReading ? "(missing)" : "")
    }
}
