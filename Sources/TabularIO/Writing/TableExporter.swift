package import Columnar
internal import Diagnostics

/// The table on the screen.
///
///      district │  late%                         n
///     ──────────┼─────────────────────────────────
///      1        │  61.2%  █████████▊        3,080
///      3        │  58.9%  █████████▍          700
///     4,650 of 495,440 rows · as of 2021-05-15
package struct TableExporter: Exporter {
    package let name = "table"
    package let endings = ["txt"]
    package let summary = "a table for reading, with bars and notes"

    package let showsNotes = true

    package init() {}

    package func write(
        _ table: ResultTable, options: OutputOptions, to writer: inout ByteWriter
    ) throws(OutputError) {
        let rows = shownRows(of: table, limit: options.maxRows)
        let columns = table.columns.filter { !$0.fileOnly }.map { info in
            let last = info.role == .companion ? info.header.split(separator: " ").last.map(String.init) : nil
            return DisplayColumn(info, header: last, rows: rows)
        }
        guard !columns.isEmpty else { return writer.append("(no columns)\n") }
        let layout = TableLayout(columns: columns, rows: rows, width: options.width, isCancelled: options.isCancelled)
        try options.checkCancellation()
        let lines = TableLines(layout: layout, colors: options.colors)
        for line in lines.header() { append(line, to: &writer) }
        append(lines.rule, to: &writer)
        var hasPartial = false
        for (index, row) in rows.enumerated() {
            if layout.isTotal(row: row), index == 0 || !layout.isTotal(row: rows[index - 1]) {
                if index > 0 { append(lines.rule, to: &writer) }
            }
            hasPartial = hasPartial || layout.places.contains { $0.column.mark(row: row) == .partial }
            lines.write(row: row, to: &writer)
            guard try writer.endRow() else { return }
        }
        for sentence in remarks(table, shown: rows.count, leftOut: layout.leftOut, hasPartial: hasPartial) {
            for line in DisplayText.wrapped(DisplayText.visible(sentence), to: options.width ?? .max) {
                append(lines.dim(line), to: &writer)
            }
        }
    }

    private func append(_ line: String, to writer: inout ByteWriter) {
        writer.append(line)
        writer.append(UInt8(ascii: "\n"))
    }

    /// The first rows up to the limit; totals at the end are always among them.
    private func shownRows(of table: ResultTable, limit: Int?) -> [Int] {
        guard let limit, table.rowCount > limit else { return Array(0..<table.rowCount) }
        var totals = 0
        while totals < table.rowCount, table.columns.first?.role == .dimension,
            table.mark(row: table.rowCount - 1 - totals, column: 0) == .total
        {
            totals += 1
        }
        return Array(0..<max(0, limit - totals)) + Array((table.rowCount - totals)..<table.rowCount)
    }

    /// The lines under the table: what was left out, what the marks mean, and the notes.
    private func remarks(_ table: ResultTable, shown: Int, leftOut: [String], hasPartial: Bool) -> [String] {
        var remarks: [String] = []
        if table.rowCount == 0 { remarks.append("(no rows)") }
        if shown < table.rowCount {
            let counts = [shown, table.rowCount].map(grouped)
            remarks.append("… \(counts[0]) of \(counts[1]) rows shown")
        }
        if !leftOut.isEmpty {
            let word = leftOut.count == 1 ? "column does" : "columns do"
            remarks.append("… \(leftOut.count) \(word) not fit: \(leftOut.joined(separator: ", "))")
        }
        if hasPartial { remarks.append("* only partly covered by the data") }
        if !table.notes.isEmpty { remarks.append(table.notes.joined(separator: " · ")) }
        return remarks
    }
}
