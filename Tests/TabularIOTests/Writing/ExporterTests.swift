import Columnar
import TabularIO
import Testing

@Suite struct ExporterTests {
    private static let cases = Exporters.all.map(\.name).flatMap { format in
        SampleTables.all.map { (format, $0.name) }
    }

    private func table(_ name: String) throws -> ResultTable {
        try #require(SampleTables.all.first { $0.name == name }).table
    }

    @Test(arguments: cases) func everyFormatWritesEveryTable(_ format: String, _ name: String) throws {
        let exporter = try #require(Exporters.named(format))
        Golden.expect(try exporter.text(table(name)), "\(name).\(format).txt")
    }

    @Test func csvQuotesALoneMissingCell() throws {
        #expect(try CSVExporter().text(SampleTables.single) == "reason\na\n\"\"\n\"\"\nb\n")
    }

    @Test(arguments: [
        (DurationUnit.seconds, "30753000"), (.hours, "8542.5"), (.days, "355.9375"),
    ]) func durationsInEveryUnit(_ unit: DurationUnit, _ expected: String) throws {
        let text = try CSVExporter().text(SampleTables.everyType, options: OutputOptions(durations: unit))
        let fields = try #require(text.split(separator: "\n").dropFirst().first).split(
            separator: ",", omittingEmptySubsequences: false)
        #expect(fields[8] == expected)
    }

    @Test func screenOnlyColumnsStayOnTheScreen() throws {
        for exporter in Exporters.all {
            let text = try exporter.text(SampleTables.rates)
            #expect(text.contains("829") == (exporter.name == "table"), "\(exporter.name)")
        }
    }

    @Test func invalidUTF8IsRepairedInJSONAndKeptInCSV() throws {
        var builder = TextDictionaryBuilder()
        let bytes: [UInt8] = [0x61, 0xFF, 0x62]
        let code = bytes.withUnsafeBufferPointer { builder.code(of: $0) }
        let codes = [code].withUnsafeBufferPointer { Codes($0, maximum: 1) }
        let column = Column(type: .text, storage: .codes(codes, builder.build()))
        let table = ResultTable(columns: [.init(header: "x", role: .item, column: column)], rowCount: 1)
        #expect(try JSONExporter().text(table) == "[\n{\"x\":\"a\u{FFFD}b\"}\n]\n")
        #expect(try CSVExporter().bytes(table) == Array("x\na".utf8) + [0xFF] + Array("b\n".utf8))
    }

    @Test func jsonHasNoInfinity() throws {
        let column = Column(type: .number, values: [.number(.infinity), .number(-.infinity), .number(1e300)])
        let table = ResultTable(columns: [.init(header: "x", role: .item, column: column)], rowCount: 3)
        #expect(try NDJSONExporter().text(table) == "{\"x\":null}\n{\"x\":null}\n{\"x\":1e+300}\n")
    }

    /// Bytes and `ValueText` are two spellings of one rule.
    @Test func bytesAreThoseOfValueText() throws {
        let integers: [Int64] = [
            0, 1, -1, 9, 10, 99, 100, 999_999, 1_000_000, .max, .min + 1, -62_135_596_800_000, 253_402_300_799_999,
            253_402_300_800_000, 951_782_400_123, -951_782_400_123, 86_399_999, 1_000_000_000_000_000_000,
        ]
        for type in [DataType.integer, .date, .time, .duration] {
            // Years of nine digits are beyond the calendar's tests.
            let known = integers.filter { type == .integer || $0.magnitude < 1 << 50 }
            // A column of dates with moments between two days is written with times.
            let values = type == .date ? known.map { $0 - Milliseconds.sinceMidnight($0) } : known
            let column = Column(type: type, storage: .integers(Buffer(values)))
            let table = ResultTable(columns: [.init(header: "x", role: .item, column: column)], rowCount: values.count)
            let lines = try CSVExporter().text(table).split(separator: "\n").dropFirst()
            #expect(lines.map(String.init) == values.indices.map { ValueText.machine(column[$0]) ?? "" })
        }
    }

    @Test func outputComesInPieces() throws {
        var pieces: [Int] = []
        let table = SampleTables.long(20_000)
        try CSVExporter().write(table) { (piece) throws(OutputError) -> WriteOutcome in
            pieces.append(piece.count)
            return .written
        }
        #expect(pieces.count > 2)
        #expect(pieces.dropLast().allSatisfy { (ByteWriter.pieceSize..<ByteWriter.pieceSize + 100).contains($0) })
        #expect(try pieces.reduce(0, +) == CSVExporter().bytes(table).count)
    }

    @Test(arguments: Exporters.all.map(\.name)) func aClosedReaderStopsTheExport(_ format: String) throws {
        var calls = 0
        let exporter = try #require(Exporters.named(format))
        let outcome = try exporter.write(SampleTables.long(50_000)) { (_) throws(OutputError) -> WriteOutcome in
            calls += 1
            return .closed
        }
        #expect(outcome == .closed)
        #expect(calls == 1)
    }

    @Test func endingsAndNamesAreUnique() {
        let endings = Exporters.all.flatMap(\.endings)
        #expect(Set(endings).count == endings.count)
        #expect(Set(Exporters.all.map(\.name)).count == Exporters.all.count)
    }

    @Test(arguments: [
        ("a.csv", "csv"), ("b/c.TSV", "tsv"), ("x.y.json", "json"), ("n.jsonl", "ndjson"), ("r.md", "markdown"),
        ("r.htm", "html"), ("t.txt", "table"),
    ]) func endingsPickFormats(_ path: String, _ format: String) throws {
        #expect(try Exporters.forFile(path).name == format)
    }

    @Test(arguments: ["a.xlsxx", "a", "folder.csv/a", "a."]) func unknownEndingsListTheKnownOnes(_ path: String) {
        let error = #expect(throws: OutputError.self) { try Exporters.forFile(path) }
        #expect(error?.kind == .unknownEnding)
        #expect(error?.message.contains(".csv, .tsv, .tab, .json") == true)
    }
}
