extension ResultTable {
    /// The table with numbers that are too large to be represented as missing, and with a note that counts them: an
    /// overflow is no value, neither on the screen nor in a file.
    package var finite: ResultTable {
        guard columns.contains(where: { $0.column.infinityCount > 0 }) else { return self }
        let overflows = columns.filter { $0.column.infinityCount > 0 }.map {
            "\(counted($0.column.infinityCount, "value")) of \($0.header) beyond 1.8e308 left empty"
        }
        return ResultTable(
            columns: columns.map(\.finite), rowCount: rowCount, notes: notes + overflows, outlines: outlines)
    }
}

extension ResultTable.ColumnInfo {
    fileprivate var finite: ResultTable.ColumnInfo {
        guard column.infinityCount > 0 else { return self }
        return ResultTable.ColumnInfo(
            header: header, role: role, column: column.finite, marks: marks, screenOnly: screenOnly,
            fileOnly: fileOnly, crossing: crossing)
    }
}

extension Column {
    /// How many numbers are infinite. A point that cannot be read is no number.
    fileprivate var infinityCount: Int {
        guard case .numbers(let values) = storage else { return 0 }
        return (0..<values.count).count { values.base[$0].isInfinite }
    }

    fileprivate var finite: Column {
        guard case .numbers(let values) = storage else { return self }
        let finite = (0..<values.count).map { values.base[$0].isInfinite ? Double.nan : values.base[$0] }
        return Column(type: type, storage: .numbers(Buffer(finite)))
    }
}
