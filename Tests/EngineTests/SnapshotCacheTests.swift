import Columnar
import Foundation
import TabularIO
import Testing

@testable import Engine

/// Sessions that keep snapshots answer as sessions that do not, whatever happens to files and snapshots in between.
final class SnapshotCacheTests {
    private let folder = NSTemporaryDirectory() + "tally-cache-\(UUID().uuidString)"
    private let file: String
    private let cache: SnapshotCache
    private static let query = "group by kind show count, sum n, max opened"

    init() throws {
        file = folder + "/calls.csv"
        cache = SnapshotCache(CacheFolder(folder + "/cache"), limit: 1 << 20, smallestLoad: 0)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try write(["noise", "light"])
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private func write(_ kinds: [String], to path: String? = nil) throws {
        let rows = (0..<2_000).map { "\($0),2020-01-\($0 % 28 + 10),\(kinds[$0 % kinds.count])" }
        let text = "n,opened,kind\n" + rows.joined(separator: "\n") + "\n"
        try text.write(toFile: path ?? file, atomically: false, encoding: .utf8)
    }

    /// The answer as rows of texts, whether it came from a snapshot, and what became of snapshots to write.
    private func ask(
        cached: Bool = true, _ path: String? = nil, options: LoadOptions = LoadOptions()
    ) throws -> (rows: [String], isFromSnapshot: Bool, stored: Int) {
        let session = Session(threads: 2)
        session.loading = options
        if cached { session.cache = cache }
        session.add(files: [path ?? file])
        let script = try session.prepare(SnapshotCacheTests.query, name: "test")
        let result = try #require(try session.run(script.statements[0]))
        let rows = (0..<result.table.rowCount).map { row in
            result.table.columns.map { ValueText.machine($0.column[row]) ?? "-" }.joined(separator: " ")
        }
        let jobs = session.takeSnapshotJobs()
        var stored = 0
        for job in jobs { if case .written = cache.store(job) { stored += 1 } }
        return (rows, jobs.isEmpty && cached, stored)
    }

    @Test func secondStartMapsTheFirst() throws {
        let plain = try ask(cached: false)
        let (first, second) = (try ask(), try ask())
        #expect(first.stored == 1 && !first.isFromSnapshot && second.isFromSnapshot)
        #expect(first.rows == plain.rows && second.rows == plain.rows && plain.rows.count == 2)
        let status = try FileManager.default.attributesOfItem(atPath: try #require(cache.snapshots.first).path)
        #expect(status[.posixPermissions] as? Int == 0o600)
        let place = try FileManager.default.attributesOfItem(atPath: cache.folder.path)
        #expect(place[.posixPermissions] as? Int == 0o700)
    }

    /// Damage in a column that the query does not name changes no answer: it is not read, or mended from the source.
    @Test func damageElsewhereChangesNoAnswer() throws {
        let rows = (0..<200).map { "\($0),2020-01-\($0 % 28 + 10),\($0 == 7 ? 2099 : 2020)-02-03,noise" }
        try "n,opened,closed,kind\n\(rows.joined(separator: "\n"))\n".write(
            toFile: file, atomically: false, encoding: .utf8)
        let first = try ask()
        #expect(first.stored == 1)
        let path = try #require(cache.snapshots.first).path
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        // The third section is that of `closed`, whose mistaken year is left out of the data's end.
        for place in 49_152..<50_000 { bytes[place] ^= 0xFF }
        try bytes.write(to: URL(fileURLWithPath: path))
        let second = try ask()
        #expect(second.rows == first.rows && !first.rows.isEmpty)
    }

    @Test func aChangedFileIsReadAgain() throws {
        _ = try ask()
        try write(["noise", "trees"])
        let changed = try ask()
        #expect(!changed.isFromSnapshot)
        #expect(try changed.rows == ask(cached: false).rows)
        #expect(changed.rows.contains { $0.hasPrefix("trees") })
        #expect(try ask().isFromSnapshot)
        #expect(cache.snapshots.count == 1)
    }

    /// The same length and the same time of change: the time of the last change of anything tells.
    @Test func aFileThatPretendsNotToHaveChangedIsReadAgain() throws {
        _ = try ask()
        let path = URL(fileURLWithPath: file)
        let time = try path.resourceValues(forKeys: [.contentModificationDateKey]).contentModificationDate
        try write(["noise", "trees"])
        try FileManager.default.setAttributes([.modificationDate: try #require(time)], ofItemAtPath: file)
        let changed = try ask()
        #expect(!changed.isFromSnapshot && changed.rows.contains { $0.hasPrefix("trees") })
    }

    @Test func otherOptionsAreOtherLoads() throws {
        _ = try ask()
        var options = LoadOptions()
        options.missingTexts = ["light"]
        let other = try ask(options: options)
        #expect(!other.isFromSnapshot)
        #expect(try other.rows == ask(cached: false, options: options).rows)
        // How ragged rows would be treated does not matter where there are none.
        var padding = LoadOptions()
        padding.ragged = .pad
        #expect(try ask(options: padding).isFromSnapshot)
    }

    /// Damage of any kind: the answer is right all the same, and the next start has a good snapshot again.
    @Test func damagedSnapshotsAreReplaced() throws {
        let rows = try ask().rows
        let path = try #require(cache.snapshots.first).path
        let good = try Data(contentsOf: URL(fileURLWithPath: path))
        var random = SystemRandomNumberGenerator()
        for round in 0..<40 {
            var bytes = good
            for _ in 0..<(round % 3 + 1) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] ^= UInt8.random(in: 1...255, using: &random)
            }
            // The first bytes of every section are those of a column.
            for start in stride(from: 16_384, to: bytes.count, by: 16_384) where round % 2 == 0 { bytes[start] ^= 1 }
            if round % 5 == 4 { bytes = bytes[..<Int.random(in: 0..<bytes.count, using: &random)] }
            try bytes.write(to: URL(fileURLWithPath: path))
            let answer = try ask()
            #expect(answer.rows == rows)
            if round % 2 == 0 { #expect(answer.stored == 1) }
            let next = try ask()
            #expect(next.rows == rows && next.isFromSnapshot)
        }
    }

    @Test func theOldestGoWhenThereIsNoRoom() throws {
        let size = { [cache] in cache.snapshots.reduce(0) { $0 + $1.size } }
        var paths: [String] = []
        for number in 0..<12 {
            paths.append("\(folder)/\(number).csv")
            try write(["a", "b"], to: paths[number])
            _ = try ask(paths[number])
            #expect(size() <= cache.limit)
        }
        #expect(cache.snapshots.count < 12)
        #expect(try ask(paths[11]).isFromSnapshot)
        #expect(try !ask(paths[0]).isFromSnapshot)
        let (count, bytes) = cache.clear()
        #expect(count > 3 && bytes > 0 && cache.snapshots.isEmpty)
    }

    @Test func nothingIsKeptWhereNothingCanBe() throws {
        try "in the way".write(toFile: folder + "/cache", atomically: true, encoding: .utf8)
        let answer = try ask()
        #expect(answer.rows.count == 2 && answer.stored == 0)
    }
}
