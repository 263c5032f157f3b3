package import Columnar
import Geography

/// Puts a loaded table under the names of a profile.
package enum DataSetBuilder {
    /// - Parameters:
    ///   - table: the columns as loaded, named by their headers.
    ///   - profile: nil leaves every column under its header.
    ///   - undecoded: the columns of the table whose values were not read.
    ///   - unbounded: those of them of which not even the bounds are known, though they may be times.
    package static func build(
        name: String, table: Table, profile: Profile?, undecoded: Set<Int> = [],
        unbounded: Set<Int> = []
    ) -> DataSet {
        var byKey: [String: Int] = [:]
        for (index, header) in table.names.enumerated() where byKey[nameKey(header)] == nil {
            byKey[nameKey(header)] = index
        }
        func find(_ headers: [String]) -> Int? { headers.lazy.compactMap { byKey[nameKey($0)] }.first }

        var fields: [Field] = []
        var sources: [[Int]] = []
        var columns: [Column] = []
        var isTaken = table.names.map { _ in false }
        for described in profile?.columns ?? [] {
            guard let index = find(described.headers) else { continue }
            let summary = profile?.summaries[nameKey(described.name)]
            var column = table.columns[index]
            var crs: Int?
            if case .point(let second, let system) = described.kind {
                if second.isEmpty {
                    guard let texts = points(column) else { continue }
                    column = texts
                    crs = system ?? Projection.wgs84
                    sources.append([index])
                } else {
                    guard let other = find(second), let pair = points(column, table.columns[other]) else { continue }
                    column = pair
                    crs = system
                    sources.append([index, other])
                }
            } else {
                isTaken[index] = true
                column = adapted(column, to: described)
                sources.append([index])
            }
            columns.append(column)
            fields.append(
                Field(
                    name: described.name, header: table.names[index], type: column.type, values: column,
                    summary: summary, crs: crs))
        }
        for (index, header) in table.names.enumerated() where !isTaken[index] {
            let column = table.columns[index]
            columns.append(column)
            sources.append([index])
            fields.append(Field(name: header, header: header, type: column.type, values: column))
        }
        let timeColumn = fields.firstIndex { $0.type.isTemporal }
        let complete = Table(names: fields.map(\.name), columns: columns, rowCount: table.rowCount)
        let declared = profile.flatMap { find($0.asOfHeaders) }
        // Of a column whose values were not read only the bounds tell its latest time, and only where they are believed.
        let limit = endLimit(complete, timeColumn)
        func hidesEnd(_ index: Int) -> Bool { undecoded.contains(index) && !table.columns[index].isBounded(by: limit) }
        let telling =
            fields.indices.filter { tellsEnd(fields[$0]) }.flatMap { sources[$0] } + (declared.map { [$0] } ?? [])
        let hiding = telling.filter(hidesEnd).map { table.names[$0] }
        let isHidden = !unbounded.isEmpty || !hiding.isEmpty
        let end =
            isHidden
            ? nil
            : asOf(complete, fields, timeColumn, limit: limit, declared: declared.map { table.columns[$0] })
        return DataSet(
            name: profile?.name ?? name, table: complete, fields: fields, definitions: profile?.definitions ?? [],
            timeColumn: timeColumn, asOf: end, summaries: profile?.summaries ?? [:],
            deferred: undecoded.isEmpty
                ? nil
                : DeferredColumns(
                    sources.map { $0.filter(undecoded.contains).map { table.names[$0] } }, lacksEnd: isHidden,
                    hidingEnd: hiding))
    }

    /// The column as the profile wants its texts: in the order of their numbers, and old spellings replaced.
    private static func adapted(_ column: Column, to described: Profile.Column) -> Column {
        let isOrdered = described.kind == .category(isOrdered: true)
        guard column.type == .text, isOrdered || !described.recodes.isEmpty else { return column }
        let recodes = described.recodes
        return Column(
            type: .text, count: column.count,
            deferred: DeferredStorage {
                guard case .codes(let codes, var dictionary) = column.storage else { return column.storage }
                if isOrdered { dictionary = dictionary.ordered(.numeric) }
                return recodes.isEmpty ? .codes(codes, dictionary) : recoded(codes, dictionary, recodes)
            })
    }

    private static func recoded(
        _ codes: Codes, _ dictionary: TextDictionary, _ recodes: [(from: [String], to: String)]
    ) -> Column.Storage {
        var replacements: [String: String] = [:]
        for recode in recodes { for old in recode.from { replacements[old] = recode.to } }
        var builder = TextDictionaryBuilder(capacity: dictionary.count)
        var map: [UInt32] = [Missing.code]
        for code in stride(from: UInt32(1), through: UInt32(dictionary.count), by: 1) {
            let text = dictionary.text(code) ?? ""
            map.append(builder.code(of: replacements[text] ?? text))
        }
        // Where spellings only got new ones, and none fell together, the codes stay.
        guard map.indices.contains(where: { map[$0] != $0 }) else {
            return .codes(codes, builder.build(order: dictionary.order))
        }
        let recoded = (0..<codes.count).map { map[Int(codes[$0])] }
        let maximum = builder.count
        let packed = recoded.withUnsafeBufferPointer { Codes($0, maximum: maximum) }
        return .codes(packed, builder.build(order: dictionary.order))
    }

    /// The points of a column of texts (`PointText`).
    private static func points(_ texts: Column) -> Column? {
        guard texts.type == .text else { return nil }
        return Column(
            type: .point, count: texts.count,
            deferred: DeferredStorage {
                guard case .codes(let codes, let dictionary) = texts.storage else { return texts.storage }
                let (x, y) = PointText.pairs(codes, dictionary)
                return .pairs(x, y)
            })
    }

    private static func points(_ x: Column, _ y: Column) -> Column? {
        guard x.type.isNumeric, y.type.isNumeric else { return nil }
        return Column(
            type: .point, count: x.count,
            deferred: DeferredStorage {
                let (left, right) = (x.doubles, y.doubles)
                let first = Buffer<Double>(uninitialized: x.count)
                for row in 0..<x.count { first.base[row] = right.base[row].isNaN ? .nan : left.base[row] }
                return .pairs(first, right)
            })
    }

    /// Whether a column says how far the data goes: due dates lie ahead.
    private static func tellsEnd(_ field: Field) -> Bool { field.type.isTemporal && !field.isDueDate }

    /// Times over a year past the last default time are taken for mistakes.
    private static func endLimit(_ table: Table, _ timeColumn: Int?) -> Int64 {
        guard let timeColumn, let lastOpened = table.columns[timeColumn].bounds?.upperBound else { return .max }
        return lastOpened + 366 * Milliseconds.day
    }

    /// The declared column's latest day, or the latest of it and the times that are no due dates.
    private static func asOf(
        _ table: Table, _ fields: [Field], _ timeColumn: Int?, limit: Int64, declared: Column?
    ) -> AsOf? {
        guard timeColumn != nil else { return nil }
        var columns = fields.indices.filter { tellsEnd(fields[$0]) }.map { table.columns[$0] }
        // A column without any value says nothing about times of day.
        let isDateOnly = columns.allSatisfy { $0.type == .date || $0.bounds == nil }
        if let declared, declared.type.isTemporal { columns.append(declared) }
        guard let latest = columns.compactMap({ $0.largest(upTo: limit) }).max() else { return nil }
        return AsOf(day: Int64(Milliseconds.dayIndex(latest)) * Milliseconds.day, isDateOnly: isDateOnly)
    }
}
