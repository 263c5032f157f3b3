import Columnar

/// Compares an engine's table with the reference's: everything exactly, doubles at 1e-12 relative.
enum Agreement {
    static func difference(_ expected: ReferenceResult, _ found: ResultTable) -> String? {
        let columns = found.columns.indices.filter { !found.columns[$0].screenOnly }
        let headers = columns.map { found.columns[$0].header }
        if headers != expected.headers { return "headers: expected \(expected.headers), found \(headers)" }
        if found.rowCount != expected.rows.count {
            return "rows: expected \(expected.rows.count), found \(found.rowCount)"
        }
        for (row, cells) in expected.rows.enumerated() {
            for (cell, column) in zip(cells, columns) {
                var mark = found.mark(row: row, column: column)
                if mark == .partial { mark = .none }
                let value = found.value(row: row, column: column)
                if mark != cell.mark || !agree(cell.value, value) {
                    return "row \(row + 1), \(found.columns[column].header): expected \(cell) (\(cell.value)), "
                        + "found \(value), mark \(mark)"
                }
            }
        }
        return nil
    }

    static func agree(_ expected: Value, _ found: Value) -> Bool {
        if expected.isReferenceMissing || found.isReferenceMissing {
            return expected.isReferenceMissing && found.isReferenceMissing
        }
        switch (expected, found) {
        case (.rate(let a, let b), .rate(let c, let d)): return a == c && b == d
        case (.share(let a, let b), .share(let c, let d)): return close(a, c) && close(b, d)
        case (.text(let a), .text(let b)): return Array(a.utf8) == Array(b.utf8)
        case (.time(let a), .date(let b)): return a == b
        default: break
        }
        guard form(expected) == form(found), let a = expected.magnitudeNumber, let b = found.magnitudeNumber else {
            return expected == found
        }
        if let a = expected.exactInteger, let b = found.exactInteger { return a == b }
        return close(a, b)
    }

    private static func close(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-12 * max(abs(a), abs(b)) }

    /// Values of one form print alike.
    private static func form(_ value: Value) -> String {
        switch value {
        case .integer, .number: "number"
        case .percent, .rate, .share: "fraction"
        case .duration, .meanDuration: "duration"
        case .time, .date: "time"
        default: "other"
        }
    }

    // MARK: - Texts

    static func text(_ result: ReferenceResult) -> String {
        ([result.headers.joined(separator: " | ")] + result.rows.map { $0.map(\.description).joined(separator: " | ") })
            .joined(separator: "\n")
    }

    static func text(_ table: ResultTable) -> String {
        let columns = table.columns.indices.filter { !table.columns[$0].screenOnly }
        let rows = (0..<table.rowCount).map { row in
            columns.map { column in
                ReferenceResult.Cell(
                    value: table.value(row: row, column: column), mark: table.mark(row: row, column: column)
                ).description
            }.joined(separator: " | ")
        }
        return ([columns.map { table.columns[$0].header }.joined(separator: " | ")] + rows).joined(separator: "\n")
    }
}

extension Agreement {
    /// Every value to its last digit, with its mark: equal texts are equal tables.
    static func exactText(_ table: ResultTable) -> String {
        let rows = (0..<table.rowCount).map { row in
            table.columns.indices.map { "\(table.value(row: row, column: $0)) \(table.mark(row: row, column: $0))" }
                .joined(separator: " | ")
        }
        return ([table.columns.map(\.header).joined(separator: " | ")] + rows + table.notes).joined(separator: "\n")
    }
}
