import Columnar
import TabularIO
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What other programs read back: Python's csv and json stand for them.
@Suite(.enabled(if: Python.isThere, "there is no python3")) struct PythonRoundTripTests {
    /// Each cell as its machine spelling, missing cells as nothing.
    private func cells(_ table: ResultTable) -> [[String]] {
        let columns = table.columns.indices.filter { !table.columns[$0].screenOnly }
        let rows = (0..<table.rowCount).map { row in
            columns.map { column -> String in
                switch table.mark(row: row, column: column) {
                case .others: "(others)"
                case .total: "(total)"
                case .blank: ""
                case .none, .partial: ValueText.machine(table.value(row: row, column: column)) ?? ""
                }
            }
        }
        return [columns.map { table.columns[$0].header }] + rows
    }

    /// Cells as one text that both sides can make: their UTF-8 bytes in hexadecimal.
    private func dump(_ rows: [[String]]) -> String {
        rows.map { row in
            row.map { cell in cell.utf8.map { String(256 + Int($0), radix: 16).dropFirst() }.joined() }
                .joined(separator: " ") + "\n"
        }.joined()
    }

    @Test(arguments: SampleTables.all.map(\.name)) func csvReadsBack(_ name: String) throws {
        let table = try #require(SampleTables.all.first { $0.name == name }).table
        let printed = try Python.run(
            """
            import csv, sys
            for row in csv.reader(open(sys.argv[1], encoding='utf-8', newline=''), strict=True):
                print(' '.join(cell.encode().hex() for cell in row))
            """, on: CSVExporter().bytes(table))
        #expect(printed == dump(cells(table)))
    }

    @Test func aSingleColumnKeepsItsRows() throws {
        let printed = try Python.run(
            "import csv, sys; print(len(list(csv.reader(open(sys.argv[1], newline='')))))",
            on: CSVExporter().bytes(SampleTables.single))
        #expect(printed == "5\n")
    }

    @Test(arguments: SampleTables.all.map(\.name)) func tsvReadsBack(_ name: String) throws {
        let table = try #require(SampleTables.all.first { $0.name == name }).table
        let printed = try Python.run(
            #"""
            import re, sys
            back = {'t': '\t', 'n': '\n', 'r': '\r', '\\': '\\'}
            for line in open(sys.argv[1], encoding='utf-8', newline='\n'):
                cells = line[:-1].split('\t')
                cells = [re.sub(r'\\(.)', lambda m: back[m[1]], cell) for cell in cells]
                print(' '.join(cell.encode().hex() for cell in cells))
            """#, on: TSVExporter().bytes(table))
        #expect(printed == dump(cells(table)))
    }

    @Test(arguments: SampleTables.all.map(\.name), ["json", "ndjson"])
    func jsonReadsBack(_ name: String, _ format: String) throws {
        let table = try #require(SampleTables.all.first { $0.name == name }).table
        let exporter = try #require(Exporters.named(format))
        let printed = try Python.run(
            """
            import json, sys
            text = open(sys.argv[1], encoding='utf-8').read()
            lines = [line for line in text.split('\\n') if line]
            load = lambda t: json.loads(t, parse_float=str, parse_int=str, parse_constant=lambda c: 1 / 0)
            rows = [load(line) for line in lines] if sys.argv[2] == 'ndjson' else load(text)
            def cell(v):
                if v is None: return ''
                if isinstance(v, bool): return 'true' if v else 'false'
                return ' '.join(v) if isinstance(v, list) else v
            for row in rows:
                print(' '.join(cell(v).encode().hex() for v in row.values()))
            """, on: exporter.bytes(table), format)
        #expect(printed == dump(Array(cells(table).dropFirst())))
    }
}

/// Runs python3 where there is one.
enum Python {
    static let isThere = system("python3 -c '' >/dev/null 2>&1") == 0

    /// What `program` prints, given the path of a file that holds `input`, and further arguments.
    static func run(_ program: String, on input: [UInt8], _ arguments: String...) throws -> String {
        var output: [UInt8] = []
        try Files.withFolder { folder in
            Files.write(Array(program.utf8), to: "\(folder)/program.py")
            Files.write(input, to: "\(folder)/input")
            let words = (["\(folder)/program.py", "\(folder)/input"] + arguments).joined(separator: " ")
            try #require(system("python3 \(words) > \(folder)/output") == 0)
            output = Files.read("\(folder)/output") ?? []
        }
        return String(decoding: output, as: UTF8.self)
    }
}
