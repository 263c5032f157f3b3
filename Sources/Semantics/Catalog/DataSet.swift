package import Columnar
import Syntax

/// A loaded file under the names of its profile: what `from` reads.
package final class DataSet: Sendable {
    /// The profile's name, or the file's name without its ending.
    package let name: String
    package let table: Table
    /// One field for each column of `table`.
    package let fields: [Field]
    package let definitions: [Definition]
    /// The column of the default time axis.
    package let timeColumn: Int?
    /// The data's end, as far as it is known; `asOf` notes besides that somebody wants to know.
    package let knownEnd: AsOf?
    /// Nil when all columns were read.
    package let deferred: DeferredColumns?
    /// The positions of the columns by name key: profile names come before headers.
    let columnsByKey: [String: [Int]]
    /// The profile's sentences about names, by name key; of a name that the file lacks they say why.
    package let summaries: [String: String]
    private let definitionsByKey: [String: Definition]

    package init(
        name: String, table: Table, fields: [Field], definitions: [Definition], timeColumn: Int?, asOf: AsOf?,
        summaries: [String: String] = [:], deferred: DeferredColumns? = nil
    ) {
        self.deferred = deferred
        self.name = name
        self.table = table
        self.fields = fields
        self.definitions = definitions
        self.timeColumn = timeColumn
        knownEnd = asOf
        self.summaries = summaries
        columnsByKey = RowScope.columnsByKey(fields)
        definitionsByKey = Dictionary(definitions.map { (nameKey($0.name), $0) }) { $1 }
        for definition in definitions { expectDifference(definition) }
    }

    /// The columns whose difference a definition is, as `time_to_close` is of `closed` and `opened`, learn of it: nearly every
    /// question about it reads all of its values.
    private func expectDifference(_ definition: Definition) {
        guard case .define(let parameters, let body) = definition.meaning, parameters.isEmpty else { return }
        let sides = body.text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard sides.count == 2 else { return }
        let columns = sides.map { side in
            columnsByKey[nameKey(String(decoding: side.filter { $0 > UInt8(ascii: " ") }, as: UTF8.self))] ?? []
        }
        guard columns.allSatisfy({ $0.count == 1 }) else { return }
        table.columns[columns[0][0]].expectDifference(from: table.columns[columns[1][0]])
    }

    /// The column that holds a geometry of GeoJSON in each row.
    var geometryColumn: Int? { fields.firstIndex { nameKey($0.name) == "geometry" && $0.type == .text } }

    package var asOf: AsOf? {
        deferred?.askForEnd()
        return knownEnd
    }

    /// The same data seen from another day.
    func rewound(to day: Int64) -> DataSet {
        DataSet(
            name: name, table: table, fields: fields, definitions: definitions, timeColumn: timeColumn,
            asOf: AsOf(day: day, isDateOnly: asOf?.isDateOnly ?? true, isRewound: true), summaries: summaries,
            deferred: deferred)
    }

    /// The profile's definition of a name; a later one of the same name wins.
    package func definition(_ name: String) -> Definition? { definitionsByKey[nameKey(name)] }
}

/// The data's end: what "now" means in a query.
package struct AsOf: Sendable, Hashable {
    /// The day, as the milliseconds of its midnight.
    package let day: Int64
    /// Whether the data carries no times of day: then durations up to now count to the start of the day, else to its end.
    package let isDateOnly: Bool
    /// Whether `as of` has chosen the day, and not the data.
    package let isRewound: Bool

    package init(day: Int64, isDateOnly: Bool, isRewound: Bool = false) {
        self.isRewound = isRewound
        self.day = day
        self.isDateOnly = isDateOnly
    }

    /// The instant up to which open durations count.
    package var instant: Int64 { isDateOnly ? day : end }
    /// The first instant after the data.
    package var end: Int64 { day + Milliseconds.day }
}
