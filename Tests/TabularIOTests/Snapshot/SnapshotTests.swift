import Columnar
import Foundation
import TestSupport
import Testing

@testable import TabularIO

/// A snapshot holds what was loaded, or says that it does not; it never lies and never crashes, whatever its bytes are.
struct SnapshotTests {
    private static let text = """
        id,opened,day,kind,flag,share,empty,note
        1,2020-01-02 10:00,2020-01-02,noise,true,0.5,,"a ""b"", c"
        2,2021-03-04 11:30,2021-03-04,light,false,,,ünïcode
        3,,,noise,true,-10.125,,
        4,2019-12-31 23:59,1969-12-31,,,2.25,,last
        """

    private static func loaded() throws -> LoadedTable {
        let options = LoadOptions().with {
            $0.ragged = .pad
            $0.hints = { $0.map { $0 == "opened" ? .time : $0 == "share" ? .number : .automatic } }
        }
        return try load(text + "\n5,2020-02-30\n", options: options)
    }

    private static func bytes(_ loaded: LoadedTable) throws -> [UInt8] {
        var bytes: [UInt8] = []
        let writer = SnapshotWriter(loaded, sources: ["/data/calls.csv"], identity: [1, 2, 3])
        try writer.write { (run) throws(OutputError) in
            bytes += run
            return .written
        }
        #expect(bytes.count == writer.byteCount)
        return bytes
    }

    /// All that a table says: the days and hours of times first, while a snapshot has not read the times.
    private static func contents(_ loaded: LoadedTable) -> [String] {
        let codes = loaded.table.columns.map { column in
            column.timeCodes().map { "\($0.firstDay) \(Array($0.days.elements)) \(Array($0.hours.elements))" } ?? "-"
        }
        return codes + loaded.fingerprint + loaded.texts.flatMap { $0.map { $0 ?? "-" } }
    }

    /// What a snapshot of these bytes says, or why it says nothing.
    private static func answer(_ bytes: [UInt8], in folder: TemporaryFolder) throws -> [String] {
        guard case .file(let path) = try folder.write(bytes, to: "x.tally-data") else { return [] }
        do throws(Snapshot.Failure) {
            let snapshot = try Snapshot(path: path)
            let loaded = LoadedTable(table: snapshot.table(), report: snapshot.report)
            let values = SnapshotTests.contents(loaded)
            return snapshot.damage == nil ? values : ["damaged column"]
        } catch {
            if case .unreadable = error { return ["unreadable"] }
            return ["\(error)"]
        }
    }

    private static let refusals: Set = ["foreign", "otherVersion", "damaged", "damaged column"]

    @Test func allTypesComeBack() throws {
        let (folder, loaded) = (try TemporaryFolder(), try SnapshotTests.loaded())
        #expect(Set(loaded.table.columns.map(\.type)) == [.integer, .time, .date, .text, .boolean, .number])
        let values = SnapshotTests.contents(loaded)
        #expect(try SnapshotTests.answer(try SnapshotTests.bytes(loaded), in: folder) == values)
        let snapshot = try Snapshot(path: folder.path + "/x.tally-data")
        #expect(snapshot.sources == ["/data/calls.csv"] && snapshot.identity == [1, 2, 3])
        // The days of the other column of times are too many.
        #expect(snapshot.table().columns.count { $0.timeCodes() != nil } == 1)
        #expect(snapshot.report.raggedRows == loaded.report.raggedRows && snapshot.report.raggedCount == 1)
        #expect(snapshot.report.warnings == loaded.report.warnings && snapshot.report.bytes == loaded.report.bytes)
        #expect(Snapshot.isSnapshot(at: snapshot.path) && !Snapshot.isSnapshot(at: folder.path))
    }

    @Test(arguments: ["a,b\n", "a\n" + (0..<70_000).map { "v\($0)\n" }.joined(), "a,b\n1,\n2,\n"])
    func oddShapesComeBack(_ text: String) throws {
        let loaded = try load(text)
        let values = SnapshotTests.contents(loaded)
        #expect(try SnapshotTests.answer(try SnapshotTests.bytes(loaded), in: try TemporaryFolder()) == values)
    }

    /// One changed byte anywhere is seen, or lies between the sections where nobody looks.
    @Test func everyChangedByteIsSeen() throws {
        let folder = try TemporaryFolder()
        let bytes = try SnapshotTests.bytes(try SnapshotTests.loaded())
        let values = try SnapshotTests.answer(bytes, in: folder)
        var (seen, unused) = (0, 0)
        let places =
            Array(0..<3_000)
            + Array(stride(from: 3_000, to: bytes.count, by: 16_384)).flatMap { page in
                let start = page / 16_384 * 16_384
                return Array(start..<min(start + 48, bytes.count))
            }
        for place in places {
            var changed = bytes
            changed[place] ^= 1 << UInt8(place % 8)
            let answer = try SnapshotTests.answer(changed, in: folder)
            if answer == values {
                unused += 1
            } else {
                seen += SnapshotTests.refusals.contains(answer.joined()) ? 1 : 0
            }
        }
        #expect(seen + unused == places.count)
        #expect(seen > 1_000)
    }

    @Test func everyCutIsSeen() throws {
        let folder = try TemporaryFolder()
        let bytes = try SnapshotTests.bytes(try SnapshotTests.loaded())
        for length in Array(0..<200) + Array(stride(from: 200, to: bytes.count, by: 3_001)) + [bytes.count - 1] {
            let answer = try SnapshotTests.answer(Array(bytes[..<length]), in: folder)
            #expect(["foreign", "damaged"].contains(answer.joined()), "\(length)")
        }
        #expect(try SnapshotTests.answer(bytes + [0], in: folder) == ["damaged"])
    }

    @Test func otherVersionsAreRefused() throws {
        var bytes = try SnapshotTests.bytes(try SnapshotTests.loaded())
        bytes[8] += 1
        #expect(try SnapshotTests.answer(bytes, in: try TemporaryFolder()) == ["otherVersion"])
    }

    /// Files that somebody made to fit: every checksum right, the places, counts and codes wrong.
    @Test func forgedFilesNeverCrash() throws {
        let folder = try TemporaryFolder()
        let bytes = try SnapshotTests.bytes(try SnapshotTests.loaded())
        var random = SeededGenerator(seed: 7)
        var refused = 0
        for _ in 0..<600 {
            let answer = try SnapshotTests.answer(SnapshotTests.forged(bytes, &random), in: folder)
            refused += SnapshotTests.refusals.contains(answer.joined()) ? 1 : 0
        }
        #expect(refused > 300)
    }

    /// Changes some bytes of the metadata or the values, then sets all checksums right.
    private static func forged(_ original: [UInt8], _ random: inout SeededGenerator) throws -> [UInt8] {
        var bytes = original
        let length = Int(bytes[16]) | Int(bytes[17]) << 8
        var metadata = try SnapshotMetadata(Array(bytes[48..<48 + length]))
        let column = metadata.columns.randomElement(using: &random)
        if Bool.random(using: &random),
            let section = column?.sections.filter({ $0.count > 0 }).randomElement(using: &random)
        {
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = section.offset + Int.random(in: 0..<section.count, using: &random)
                bytes[place] = UInt8.random(in: 0...255, using: &random)
            }
        }
        let columns = metadata.columns.map { column in
            var sections = column.sections
            if Int.random(in: 0..<8, using: &random) == 0, let index = sections.indices.randomElement(using: &random) {
                let offset =
                    sections[index].offset + ([0, 0, 16_384, -16_384, 1 << 40].randomElement(using: &random) ?? 0)
                let count =
                    sections[index].count + ([0, 1, -1, 8, 1 << 20, 1 << 40].randomElement(using: &random) ?? 0)
                sections[index] = .init(offset: max(offset, 0), count: max(count, 0), checksum: 0)
            }
            sections = sections.map { section in
                guard section.offset + section.count <= bytes.count else { return section }
                let sum = bytes.withUnsafeBytes {
                    Checksum(UnsafeRawBufferPointer(rebasing: $0[section.offset..<section.offset + section.count]))
                }
                return .init(offset: section.offset, count: section.count, checksum: sum.value)
            }
            return SnapshotMetadata.ColumnEntry(
                name: column.name, type: column.type, bounds: column.bounds, landmarks: column.landmarks,
                sections: sections)
        }
        metadata = SnapshotMetadata(sources: [], identity: [], columns: columns, report: metadata.report)
        var body = metadata.bytes
        if Int.random(in: 0..<4, using: &random) == 0 {
            body[Int.random(in: 0..<body.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
        let header = SnapshotLayout.Header(
            metadataLength: body.count, fileLength: bytes.count,
            metadataChecksum: body.withUnsafeBytes { Checksum($0).value })
        bytes.replaceSubrange(0..<48 + body.count, with: header.bytes + body)
        return bytes
    }

    @Test func checksumsDiffer() {
        var seen: Set<UInt64> = []
        for length in 0..<300 {
            let zeros = [UInt8](repeating: 0, count: length)
            seen.insert(zeros.withUnsafeBytes { Checksum($0).value })
        }
        #expect(seen.count == 300)
        // The highest bit of two words of one sum: neither is lost, nor do they cancel.
        var bytes = [UInt8](repeating: 0, count: 256)
        (bytes[7], bytes[71]) = (0x80, 0x80)
        #expect(!seen.contains(bytes.withUnsafeBytes { Checksum($0).value }))
    }
}
