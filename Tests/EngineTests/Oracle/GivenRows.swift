import Columnar
import Engine
import Execution
import Foundation
import Testing

/// A session over a file of lines that a test has made, which is removed in the end.
final class GivenRows {
    private let path = NSTemporaryDirectory() + "tally-rows-\(UUID().uuidString).csv"
    private let session: Session

    /// - Parameter lines: the header, and the rows.
    init(_ lines: [String], threads: Int) throws {
        session = Session(threads: threads)
        try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
        session.add(files: [path])
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The table of a query, with so many rows a batch and a morsel.
    func answer(_ query: String, batch: Int, morsel: Int) throws -> ResultTable {
        (session.execution.batchSize, session.execution.morselSize) = (batch, morsel)
        let statement = try #require(try session.prepare(query, name: "query").statements.first)
        return try #require(try session.run(statement)).table
    }
}
