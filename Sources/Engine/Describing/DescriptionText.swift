import Columnar
import Diagnostics
import Geography
import Semantics
import TabularIO

/// The page that `describe` prints.
enum DescriptionText {
    private static let longestName = 28
    private static let longestValue = 24

    static func page(_ dataSet: DataSet, _ loaded: LoadedTable, profile: Profile?, width: Int?) -> String {
        let columns = dataSet.table.columns.map { ColumnDescription($0) }
        let spellings = dataSet.table.columns.map { column -> Spellings? in
            guard case .codes(let codes, let dictionary) = column.storage else { return nil }
            return Spellings(codes, dictionary)
        }
        let rowCount = dataSet.table.rowCount
        let columnCount = loaded.table.columns.count
        var head = [
            "\(dataSet.name): \(grouped(rowCount)) row\(rowCount == 1 ? "" : "s") × "
                + "\(columnCount) column\(columnCount == 1 ? "" : "s")"
        ]
        head.append(profile.map { "profile \($0.name)" } ?? "no profile fits, columns keep their headers")
        if let asOf = dataSet.asOf { head.append("as of \(ValueText.date(asOf.day))") }
        var lines = [head.joined(separator: " · "), ""]
        let table =
            [["column", "type", "missing", "distinct", "shape", "values"]]
            + zip(dataSet.fields, columns).map { field, column in
                [
                    name(field), word(field), share(column.missing, of: rowCount), grouped(column.distinct),
                    spark(column.shape), values(column),
                ]
            }
        let widths = (0..<5).map { index in table.map { displayWidth($0[index]) }.max() ?? 0 }
        for row in table {
            let cells = (0..<5).map { DisplayText.padded(row[$0], to: widths[$0], right: $0 == 2 || $0 == 3) }
            let line = (cells + [row[5]]).joined(separator: "  ")
            lines.append(width.map { DisplayText.cut(line, to: $0) } ?? line)
        }
        let oddities = Oddities(dataSet, loaded.report, profile: profile).sentences(columns, spellings)
        lines.append("")
        lines.append(
            oddities.isEmpty ? "nothing odd was found" : oddities.count == 1 ? "1 oddity" : "\(oddities.count) oddities"
        )
        lines += oddities.map { "- \($0)" }
        return lines.map(DisplayText.visible).joined(separator: "\n")
    }

    /// One column by itself.
    static func card(_ field: Field, _ column: Column, rowCount: Int, terminal: Int? = nil) -> String {
        let description = ColumnDescription(column, mostFrequent: 8)
        var lines = [
            "\(name(field)) · \(word(field))",
            "  \(share(description.missing, of: rowCount)) missing · \(grouped(description.distinct)) distinct",
        ]
        if !description.range.isEmpty {
            lines.append("  " + description.range.map(text).joined(separator: " … ") + "  " + spark(description.shape))
        }
        let most = description.shape.max() ?? 1
        let shares = description.top.map { share($0.count, of: rowCount) }
        // Label, bar and share take a line together, with the spaces around them.
        let room = (terminal ?? 80) - 5 - (shares.map { displayWidth($0) }.max() ?? 0)
        let labels = description.top.map { text($0.value, upTo: max(longestValue / 2, room - 20)) }
        let width = labels.map { displayWidth($0) }.max() ?? 0
        let longest = max(1, min(20, room - width))
        for (label, (count, share)) in zip(labels, zip(description.top.map(\.count), shares)) {
            let bar = String(repeating: "█", count: max(1, count * longest / max(1, most)))
            lines.append("  \(DisplayText.padded(label, to: width, right: false))  \(bar) \(share)")
        }
        return lines.map(DisplayText.visible).joined(separator: "\n")
    }

    private static func name(_ field: Field) -> String {
        guard let header = field.header, nameKey(header) != nameKey(field.name) else {
            return String(field.name.prefix(longestName))
        }
        return String("\(field.name) = \(header)".prefix(longestName))
    }

    private static func word(_ field: Field) -> String {
        switch field.type {
        case .boolean: "yes/no"
        case .integer: "integer"
        case .number: "number"
        case .percent: "percent"
        case .text: field.dictionary.map(PointText.areIn) ?? false ? "places" : "text"
        case .time: "time"
        case .date: "date"
        case .duration, .meanDuration: "duration"
        case .period: "period"
        case .rate, .share, .points: "rate"
        case .point: "point"
        }
    }

    private static func share(_ count: Int, of total: Int) -> String {
        guard count > 0, total > 0 else { return "0" }
        return "\(grouped(count)) (\(NumberText.fixed(Double(count) / Double(total) * 100, decimals: 1))%)"
    }

    private static func values(_ column: ColumnDescription) -> String {
        if !column.range.isEmpty { return column.range.map(text).joined(separator: " … ") }
        return column.top.map { "\(text($0.value)) \(grouped($0.count))" }.joined(separator: ", ")
    }

    private static func text(_ value: Value) -> String { text(value, upTo: longestValue) }

    private static func text(_ value: Value, upTo width: Int) -> String {
        let text = (ValueText.machine(value) ?? "").split(whereSeparator: \.isNewline).joined(separator: " ")
        return DisplayText.cut(text, to: width)
    }

    private static func spark(_ counts: [Int]) -> String {
        guard let most = counts.max(), most > 0 else { return "" }
        let blocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
        return String(counts.map { $0 == 0 ? " " : blocks[min(7, $0 * 8 / (most + 1))] })
    }
}
