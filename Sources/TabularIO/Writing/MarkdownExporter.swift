package import Columnar
internal import Diagnostics

/// A GitHub-flavoured Markdown table, with values as people read them and numbers at the right.
package struct MarkdownExporter: Exporter {
    package let name = "markdown"
    package let endings = ["md", "markdown"]
    package let summary = "a Markdown table for reports and issues"

    /// Tables up to this length are padded so that the source reads well too.
    private static let padsUpTo = 1_000

    /// Per byte whether it can begin markup in a cell.
    private static let special: [Bool] = (0...255).map { "\\|*`[]<>~_&".utf8.contains(UInt8($0)) }

    package let showsNotes = true

    package init() {}

    package func write(
        _ table: ResultTable, options: OutputOptions, to writer: inout ByteWriter
    ) throws(OutputError) {
        let rows = Array(0..<table.rowCount)
        try MarkdownExporter.writeTable(table, rows: rows, to: &writer)
        writer.append(MarkdownExporter.notes(table, rows: rows))
    }

    /// The table with some of its rows, for pages that hold more than it.
    package static func writeTable(
        _ table: ResultTable, rows: [Int], to writer: inout ByteWriter
    ) throws(OutputError) {
        let columns = table.columns.filter { !$0.screenOnly }.map { DisplayColumn($0, rows: rows) }
        let headers = columns.map { MarkdownExporter.escaped($0.header) }
        var widths = headers.map { max(3, displayWidth($0)) }
        if rows.count <= MarkdownExporter.padsUpTo {
            for (index, column) in columns.enumerated() {
                widths[index] = rows.map { displayWidth(MarkdownExporter.escaped(column.markedText(row: $0))) }.reduce(
                    widths[index], max)
            }
        }
        append(headers, columns, widths, to: &writer)
        let dashes = zip(columns, widths).map { column, width in
            String(repeating: "-", count: width - 1) + (column.isRightAligned ? ":" : "-")
        }
        append(dashes, columns, widths, to: &writer)
        for row in rows {
            append(columns.map { MarkdownExporter.escaped($0.markedText(row: row)) }, columns, widths, to: &writer)
            guard try writer.endRow() else { return }
        }
    }

    /// What is to be said under the table, and, unless a picture does, what its stars mean.
    package static func notes(_ table: ResultTable, rows: [Int], saysStars: Bool = true) -> String {
        let columns = table.columns.filter { !$0.screenOnly }.map { DisplayColumn($0, rows: rows) }
        let marks = saysStars ? DisplayColumn.remark(columns, rows: rows) : []
        let notes = (marks + table.notes).map { escaped(DisplayText.visible($0)) }
        return notes.isEmpty ? "" : "\n\(notes.joined(separator: " · "))\n"
    }

    private static func append(
        _ cells: [String], _ columns: [DisplayColumn], _ widths: [Int], to writer: inout ByteWriter
    ) {
        for (index, cell) in cells.enumerated() {
            writer.append(index == 0 ? "| " : " | ")
            writer.append(DisplayText.padded(cell, to: widths[index], right: columns[index].isRightAligned))
        }
        writer.append(" |\n")
    }

    /// Escapes what would be markup, in a cell or in a line. An underscore inside a word and a lone `&` are none.
    package static func escaped(_ text: String) -> String {
        let isSpecial = { (byte: UInt8) in MarkdownExporter.special[Int(byte)] }
        guard text.utf8.contains(where: isSpecial) else { return text }
        var result = ""
        let characters = Array(text)
        for (index, character) in characters.enumerated() {
            let before = index > 0 ? characters[index - 1] : " "
            let after = index + 1 < characters.count ? characters[index + 1] : " "
            switch character {
            case "\\", "|", "*", "`", "[", "]", "<", ">", "~": result.append("\\")
            case "_" where !isWord(before) || !isWord(after): result.append("\\")
            case "&" where after.isLetter || after == "#": result.append("\\")
            default: break
            }
            result.append(character)
        }
        return result
    }

    private static func isWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_"
    }
}
