import Columnar
import Semantics
import TabularIO

/// The sentences of `describe` on what is strange in a file, most telling first.
struct Oddities {
    private let dataSet: DataSet
    private let report: LoadReport
    private let profile: Profile?
    private let mostExamples = 3

    init(_ dataSet: DataSet, _ report: LoadReport, profile: Profile?) {
        self.dataSet = dataSet
        self.profile = profile
        self.report = report
    }

    /// - Parameters:
    ///   - columns: the description of each field.
    ///   - spellings: what is known about the texts of each field; nil for other columns.
    func sentences(_ columns: [ColumnDescription], _ spellings: [Spellings?]) -> [String] {
        var found = LoadNotes.sentences(report)
        let repeated = RowHashes.repeatedRows(dataSet.table)
        if repeated > 0 { found.append("the same as an earlier row in every column: \(counted(repeated, "row"))") }
        found += keys(columns) + times()
        for (index, field) in dataSet.fields.enumerated() {
            found += oddities(of: field, columns[index], spellings[index])
        }
        return found
    }

    private func keys(_ columns: [ColumnDescription]) -> [String] {
        guard let name = profile?.columns.first(where: { $0.kind == .key })?.name,
            let key = dataSet.fields.firstIndex(where: { $0.name == name })
        else { return [] }
        let repeated = dataSet.table.rowCount - columns[key].missing - columns[key].distinct
        var found: [String] = []
        if repeated > 0 { found.append("`\(name)`: the key of an earlier row in \(counted(repeated, "row"))") }
        if columns[key].missing > 0 { found.append("`\(name)`: no key in \(counted(columns[key].missing, "row"))") }
        return found
    }

    private func times() -> [String] {
        func integers(_ name: String) -> Buffer<Int64>? {
            guard let index = dataSet.fields.firstIndex(where: { $0.name == name && $0.type.isTemporal }),
                case .integers(let values) = dataSet.table.columns[index].storage
            else { return nil }
            return values
        }
        var found: [String] = []
        if let opened = integers("opened"), let closed = integers("closed") {
            let reversed = (0..<opened.count).count {
                closed[$0] != Missing.integer && opened[$0] != Missing.integer && closed[$0] < opened[$0]
            }
            if reversed > 0 { found.append("closed before opened: \(counted(reversed, "row"))") }
        }
        guard let asOf = dataSet.asOf else { return found }
        for (index, field) in dataSet.fields.enumerated() where field.type.isTemporal {
            guard case .integers(let values) = dataSet.table.columns[index].storage else { continue }
            let late = values.elements.count { $0 != Missing.integer && $0 >= asOf.end + 366 * Milliseconds.day }
            if late > 0 {
                found.append(
                    "`\(field.name)`: more than a year after the data's end (\(ValueText.date(asOf.day))) in \(counted(late, "row"))"
                )
            }
            let early = values.elements.count { $0 != Missing.integer && $0 < Oddities.firstPlausible }
            if early > 0 {
                found.append(
                    "`\(field.name)`: before 1950 in \(counted(early, "row")), which may stand for a missing time")
            }
        }
        return found
    }

    private static let firstPlausible = -20 * 365 * Milliseconds.day

    private func oddities(of field: Field, _ column: ColumnDescription, _ spellings: Spellings?) -> [String] {
        var found: [String] = []
        let name = field.name
        let rowCount = dataSet.table.rowCount
        if column.distinct == 0, rowCount > 0 { found.append("`\(name)` is empty") }
        if column.distinct == 1, column.missing == 0, rowCount > 1 {
            found.append("`\(name)` has one value in all rows")
        }
        guard let spellings else { return found }
        for sentinel in spellings.sentinels.prefix(mostExamples) {
            found.append(
                "`\(name)`: \"\(sentinel.text)\" in \(counted(sentinel.count, "row")) may stand for a missing value; "
                    + "`--missing \"\(sentinel.text)\"` reads it so")
        }
        if let padded = spellings.padded {
            found.append(
                "`\(name)`: spaces around the text in \(counted(padded.count, "row")), such as \"\(padded.example)\"")
        }
        if let garbled = spellings.garbled {
            found.append(
                "`\(name)`: garbled characters in \(counted(garbled.count, "row")), such as \"\(garbled.example)\"")
        }
        // Free text and addresses have many near-equal values that mean different things.
        guard Spellings.isCategory(distinct: column.distinct, rows: rowCount) else { return found }
        for recode in spellings.recodes.prefix(mostExamples) {
            found.append(
                "`\(name)`: \"\(recode.from)\" (\(counted(recode.fromCount, "row"))) may mean \"\(recode.into)\" "
                    + "(\(counted(recode.intoCount, "row"))): recode \"\(recode.from)\" as \"\(recode.into)\"")
        }
        if spellings.recodes.count > mostExamples {
            found.append("`\(name)`: \(spellings.recodes.count - mostExamples) more pairs of spellings")
        }
        return found
    }
}
