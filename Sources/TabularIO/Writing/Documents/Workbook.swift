internal import CWorkbook
internal import Columnar

/// A workbook that is being written, in front of libxlsxwriter. Sheets are written one after the other, row by row.
final class Workbook {
    private enum Look: Hashable {
        case plain
        case header
        case partial
        case total
    }

    private struct Style: Hashable {
        let format: String
        let look: Look
        let isNumeric: Bool
    }

    /// Nil when it has been closed, which frees it.
    private var book: OpaquePointer?
    private var formats: [Style: Int32] = [:]
    private let wrapped: Int32

    init(_ path: String) throws(OutputError) {
        var result: Int32 = 0
        book = tally_workbook_open(path, &result)
        guard UInt32(result) != TALLY_WORKBOOK_NO_LIBRARY.rawValue else {
            throw OutputError(
                .missingLibrary,
                "Excel workbooks need libxlsxwriter, which was not found: install it (Debian: libxlsxwriter4, Homebrew: "
                    + "libxlsxwriter), or write a `.csv`")
        }
        wrapped = book.map { tally_workbook_add_format($0, "", Int32(TALLY_WORKBOOK_WRAPPED.rawValue)) } ?? -1
        try check(result)
    }

    deinit { if let book { tally_workbook_abandon(book) } }

    /// A sheet with some rows of a result under a header that stays in sight.
    func add(
        _ name: String, _ columns: [WorkbookColumn], _ rows: Range<Int>, _ options: OutputOptions
    ) throws(OutputError) {
        try check(tally_workbook_add_sheet(book, name))
        var totals = 0
        while totals < rows.count, columns.first?.isTotal(row: rows.upperBound - 1 - totals) == true { totals += 1 }
        tally_workbook_set_header(book, Int32(columns.count), UInt32(rows.count - totals))
        for (index, column) in columns.enumerated() {
            tally_workbook_set_width(book, Int32(index), column.width(rowCount: rows.upperBound))
            let style = Style(format: "", look: .header, isNumeric: column.isNumeric)
            try check(tally_workbook_write_text(book, 0, Int32(index), column.header, format(style)))
        }
        // One look-up a column and look, not one a cell.
        let looks = columns.map { column in
            [Look.plain, .partial, .total].map {
                format(Style(format: column.numberFormat, look: $0, isNumeric: column.isNumeric))
            }
        }
        for row in rows {
            try options.checkCancellation(row: row)
            let line = UInt32(row - rows.lowerBound + 1)
            let isTotal = columns.first?.isTotal(row: row) == true
            for (index, column) in columns.enumerated() {
                let look = looks[index][isTotal ? 2 : column.isPartial(row: row) ? 1 : 0]
                try put(column.cell(row: row), line, Int32(index), look)
            }
        }
    }

    /// The sheet about the others.
    func add(_ name: String, _ notes: [Document.Note]) throws(OutputError) {
        try check(tally_workbook_add_sheet(book, name))
        tally_workbook_set_header(book, 0, 0)
        let header = format(Style(format: "", look: .header, isNumeric: false))
        for (index, (title, width)) in [("sheet", 32.0), ("what", 24.0), ("note", 100.0)].enumerated() {
            tally_workbook_set_width(book, Int32(index), width)
            try check(tally_workbook_write_text(book, 0, Int32(index), title, header))
        }
        for (row, note) in notes.enumerated() {
            for (index, text) in [note.place, note.topic, note.text].enumerated() {
                try put(.of(text: text), UInt32(row + 1), Int32(index), wrapped)
            }
        }
    }

    /// Completes the file.
    func close() throws(OutputError) {
        let closing = book
        book = nil
        try check(tally_workbook_close(closing))
    }

    private func put(_ cell: WorkbookCell, _ row: UInt32, _ column: Int32, _ format: Int32) throws(OutputError) {
        switch cell {
        case .blank: try check(tally_workbook_write_blank(book, row, column, format))
        case .text(let text) where text.isEmpty: break
        case .text(let text): try check(tally_workbook_write_text(book, row, column, text, format))
        case .number(let value): try check(tally_workbook_write_number(book, row, column, value, format))
        case .boolean(let flag): try check(tally_workbook_write_boolean(book, row, column, flag ? 1 : 0, format))
        }
    }

    private func format(_ style: Style) -> Int32 {
        if let known = formats[style] { return known }
        var bits: UInt32 = 0
        switch style.look {
        case .plain: break
        case .header:
            bits = TALLY_WORKBOOK_BOLD.rawValue | TALLY_WORKBOOK_LINE_BELOW.rawValue
            if style.isNumeric { bits |= TALLY_WORKBOOK_RIGHT.rawValue }
        case .partial: bits = TALLY_WORKBOOK_ITALIC.rawValue
        case .total: bits = TALLY_WORKBOOK_BOLD.rawValue | TALLY_WORKBOOK_LINE_ABOVE.rawValue
        }
        let added = tally_workbook_add_format(book, style.format, Int32(bits))
        formats[style] = added
        return added
    }

    private func check(_ result: Int32) throws(OutputError) {
        guard book != nil || UInt32(result) == TALLY_WORKBOOK_DONE.rawValue,
            UInt32(result) == TALLY_WORKBOOK_DONE.rawValue
        else {
            throw OutputError(
                .other,
                "the workbook could not be written: the disk may be full, or \(OutputFile.temporaryFolder) not writable"
            )
        }
    }
}
