internal import CDatabase

/// A database that is being written, in front of SQLite.
final class Database {
    /// Nil when it has been closed, which frees it.
    private var database: OpaquePointer?

    init(_ path: String) throws(OutputError) {
        var result: Int32 = 0
        database = tally_database_create(path, &result)
        guard UInt32(result) != TALLY_DATABASE_NO_LIBRARY.rawValue else {
            throw OutputError(
                .missingLibrary,
                "SQLite databases need libsqlite3, which was not found: install it (Debian: libsqlite3-0, Homebrew: "
                    + "sqlite), or write a `.csv`")
        }
        try check(result)
    }

    deinit { if let database { tally_database_close(database) } }

    /// Makes a table, whose rows come next.
    func create(_ name: String, _ columns: [(name: String, type: String)]) throws(OutputError) {
        let list = columns.map { "\(quoted($0.name)) \($0.type)" }.joined(separator: ", ")
        try check(tally_database_run(database, "CREATE TABLE \(quoted(name)) (\(list))"))
        let places = columns.map { _ in "?" }.joined(separator: ", ")
        try check(tally_database_prepare(database, "INSERT INTO \(quoted(name)) VALUES (\(places))"))
    }

    func bind(_ cell: DatabaseColumn.Cell, at place: Int) {
        switch cell {
        case .null: break
        case .integer(let value): tally_database_bind_integer(database, Int32(place), value)
        case .number(let value): tally_database_bind_number(database, Int32(place), value)
        case .text(var text):
            text.withUTF8 { tally_database_bind_text(database, Int32(place), $0.baseAddress, Int64($0.count)) }
        }
    }

    /// Adds the row whose values were bound.
    func insert() throws(OutputError) { try check(tally_database_insert(database)) }

    /// Completes the file.
    func close() throws(OutputError) {
        let closing = database
        database = nil
        guard UInt32(tally_database_close(closing)) == TALLY_DATABASE_DONE.rawValue else {
            throw OutputError(.other, "the database could not be written: the disk may be full")
        }
    }

    /// A name of anything but a zero byte, which would end the statement.
    private func quoted(_ name: String) -> String {
        "\"" + name.map { $0 == "\"" ? "\"\"" : $0 == "\0" ? "\u{FFFD}" : String($0) }.joined() + "\""
    }

    private func check(_ result: Int32) throws(OutputError) {
        guard UInt32(result) != TALLY_DATABASE_DONE.rawValue else { return }
        let reason = database.map { String(cString: tally_database_message($0)) } ?? "there is no memory for it"
        throw OutputError(.other, "the database could not be written: \(reason)")
    }
}
