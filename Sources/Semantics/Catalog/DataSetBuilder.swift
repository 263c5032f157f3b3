package import Columnar
import Geography

/// Puts a loaded table under the names of a profile.
package struct DataSetBuilder {
    private let table: Table
    /// The first column of each header, by name key.
    private var headers: [String: Int] = [:]
    private var fields: [Field] = []
    private var columns: [Column] = []
    /// The columns of the table that each field is made of.
    private var sources: [[Int]] = []
    /// The columns of the table that a field of the profile took.
    private var taken: Set<Int> = []

    /// - Parameters:
    ///   - table: the columns as loaded, named by their headers.
    ///   - profile: nil leaves every column under its header.
    ///   - undecoded: the columns of the table whose values were not read.
    ///   - unbounded: those of them of which not even the bounds are known, though they may be times.
    package static func build(
        name: String, table: Table, profile: Profile?, undecoded: Set<Int> = [],
        unbounded: Set<Int> = []
    ) -> DataSet {
        var builder = DataSetBuilder(table)
        for described in profile?.columns ?? [] {
            builder.add(described, summary: profile?.summaries[nameKey(described.name)])
        }
        builder.addOthers()
        return builder.dataSet(profile?.name ?? name, profile, undecoded: undecoded, unbounded: unbounded)
    }

    private init(_ table: Table) {
        self.table = table
        for (index, header) in table.names.enumerated() where headers[nameKey(header)] == nil {
            headers[nameKey(header)] = index
        }
    }

    private func find(_ names: [String]) -> Int? { names.lazy.compactMap { headers[nameKey($0)] }.first }

    /// Adds a column of the profile, where the table has it.
    private mutating func add(_ described: Profile.Column, summary: String?) {
        guard let index = find(described.headers) else { return }
        var column = table.columns[index]
        var source = [index]
        var crs: Int?
        if case .point(let second, let system) = described.kind {
            let points: Column?
            if second.isEmpty {
                points = DataSetBuilder.points(column)
                crs = system ?? Projection.wgs84
            } else {
                guard let other = find(second) else { return }
                points = DataSetBuilder.points(column, table.columns[other])
                source.append(other)
                crs = system
            }
            guard let points else { return }
            column = points
        } else {
            taken.insert(index)
            column = DataSetBuilder.adapted(column, to: described)
        }
        add(
            Field(
                name: described.name, header: table.names[index], type: column.type, values: column, summary: summary,
                crs: crs), column, from: source)
    }

    /// Adds the columns that the profile does not know, under their headers.
    private mutating func addOthers() {
        for (index, header) in table.names.enumerated() where !taken.contains(index) {
            let column = table.columns[index]
            add(Field(name: header, header: header, type: column.type, values: column), column, from: [index])
        }
    }

    private mutating func add(_ field: Field, _ column: Column, from source: [Int]) {
        fields.append(field)
        columns.append(column)
        sources.append(source)
    }

    private func dataSet(_ name: String, _ profile: Profile?, undecoded: Set<Int>, unbounded: Set<Int>) -> DataSet {
        let timeColumn = fields.firstIndex { $0.type.isTemporal }
        let declared = profile.flatMap { find($0.asOfHeaders) }
        // Of a column whose values were not read only the bounds tell its latest time, and only where they are believed.
        let limit = endLimit(timeColumn)
        let telling =
            fields.indices.filter { DataSetBuilder.tellsEnd(fields[$0]) }.flatMap { sources[$0] }
            + (declared.map { [$0] } ?? [])
        let hiding = telling.filter { undecoded.contains($0) && !table.columns[$0].isBounded(by: limit) }
        let isHidden = !unbounded.isEmpty || !hiding.isEmpty
        let deferred = DeferredColumns(
            sources.map { $0.filter(undecoded.contains).map { table.names[$0] } }, lacksEnd: isHidden,
            hidingEnd: hiding.map { table.names[$0] })
        return DataSet(
            name: name, table: Table(names: fields.map(\.name), columns: columns, rowCount: table.rowCount),
            fields: fields, definitions: profile?.definitions ?? [], timeColumn: timeColumn,
            asOf: isHidden || timeColumn == nil
                ? nil : asOf(limit: limit, declared: declared.map { table.columns[$0] }),
            summaries: profile?.summaries ?? [:], deferred: undecoded.isEmpty ? nil : deferred)
    }

    // MARK: - The end of the data

    /// Whether a column says how far the data goes: due dates lie ahead.
    private static func tellsEnd(_ field: Field) -> Bool { field.type.isTemporal && !field.isDueDate }

    /// Times over a year past the last default time are taken for mistakes.
    private func endLimit(_ timeColumn: Int?) -> Int64 {
        guard let timeColumn, let lastOpened = columns[timeColumn].bounds?.upperBound else { return .max }
        return lastOpened + 366 * Milliseconds.day
    }

    /// The declared column's latest day, or the latest of it and the times that are no due dates.
    private func asOf(limit: Int64, declared: Column?) -> AsOf? {
        var columns = fields.indices.filter { DataSetBuilder.tellsEnd(fields[$0]) }.map { self.columns[$0] }
        // A column without any value says nothing about times of day.
        let isDateOnly = columns.allSatisfy { $0.type == .date || $0.bounds == nil }
        if let declared, declared.type.isTemporal { columns.append(declared) }
        guard let latest = columns.compactMap({ $0.largest(upTo: limit) }).max() else { return nil }
        return AsOf(day: Int64(Milliseconds.dayIndex(latest)) * Milliseconds.day, isDateOnly: isDateOnly)
    }
}
