import Columnar
import Diagnostics
import TabularIO
import Testing

/// The screen table keeps to the terminal, whatever it shows.
@Suite struct TableWidthTests {
    private static let cases = SampleTables.all.map(\.name).flatMap { name in [20, 40, 60, 80].map { (name, $0) } }

    @Test(arguments: cases) func noLineIsWiderThanTheTerminal(_ name: String, _ width: Int) throws {
        let table = try #require(SampleTables.all.first { $0.name == name }).table
        let text = try TableExporter().text(table, options: OutputOptions(width: width))
        for line in text.split(separator: "\n") { #expect(displayWidth(line) <= width, "\(line)") }
        if width >= 40 { Golden.expect(text, "\(name).table.\(width).txt") }
    }

    @Test func columnsStandUnderEachOther() throws {
        let text = try TableExporter().text(SampleTables.rates)
        let lines = text.split(separator: "\n").prefix(6)
        let borders = lines.map { line in line.firstIndex { "│┼".contains($0) }.map { displayWidth(line[..<$0]) } }
        #expect(Set(borders).count == 1)
    }

    @Test func rowsLeftOutAreAnnouncedAndTheTotalStays() throws {
        let text = try TableExporter().text(SampleTables.long(1_234), options: OutputOptions(maxRows: 5))
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines.count == 2 + 4 + 1 + 1 + 1)
        #expect(lines[5].hasPrefix(" type 3"))
        #expect(lines[7].hasPrefix(" (total)") && lines[7].hasSuffix("1,234"))
        #expect(lines[8] == "… 5 of 1,235 rows shown")
    }

    @Test func coloursAddNothingButEscapes() throws {
        let plain = try TableExporter().text(SampleTables.rates, options: OutputOptions(width: 80))
        let colored = try TableExporter().text(SampleTables.rates, options: OutputOptions(width: 80, colors: true))
        #expect(!plain.contains("\u{1B}"))
        #expect(colored != plain)
        #expect(withoutEscapes(colored) == plain)
    }

    @Test func noControlCharacterReachesTheTerminal() throws {
        for exporter in [TableExporter(), LineExporter(), MarkdownExporter()] as [any Exporter] {
            let text = try exporter.text(SampleTables.hostileTexts)
            let controls = text.unicodeScalars.filter { scalar in
                scalar.properties.generalCategory == .control && scalar != "\n" || scalar.value == 0x202E
            }
            #expect(controls.isEmpty)
        }
    }

    private func withoutEscapes(_ text: String) -> String {
        var result = ""
        var inEscape = false
        for scalar in text.unicodeScalars {
            if scalar == "\u{1B}" { inEscape = true }
            if !inEscape { result.unicodeScalars.append(scalar) }
            if scalar == "m" { inEscape = false }
        }
        // Trailing spaces are kept inside a colour.
        return result.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            var line = line
            while line.hasSuffix(" ") { line.removeLast() }
            return String(line)
        }.joined(separator: "\n")
    }
}
