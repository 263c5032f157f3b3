import Columnar
import Testing

@testable import TabularIO

/// The shapes that delimited text comes in.
struct ShapeTests {
    @Test(arguments: [",", ";", "\t", "|"], ["\n", "\r\n", "\r"])
    func delimitersAndLineEnds(delimiter: String, lineEnd: String) throws {
        let rows = [["name", "n"], ["x y", "1"], ["z", "2"]]
        let text = rows.map { $0.joined(separator: delimiter) }.joined(separator: lineEnd)
        for document in [text, text + lineEnd, lineEnd + text + lineEnd + lineEnd, "\u{FEFF}" + text] {
            let loaded = try load(document)
            #expect(loaded.table.names == ["name", "n"])
            #expect(loaded.texts == [["x y", "1"], ["z", "2"]])
            #expect(loaded.column("n").type == .integer)
        }
    }

    @Test func givenDelimiterWins() throws {
        let loaded = try load("a,b;c\n1,2;3\n", options: LoadOptions().with { $0.delimiter = UInt8(ascii: ";") })
        #expect(loaded.table.names == ["a,b", "c"])
    }

    @Test func excelSeparatorLine() throws {
        let loaded = try load("sep=;\r\na;b,c\r\n1;2\r\n")
        #expect(loaded.table.names == ["a", "b,c"])
        #expect(loaded.texts == [["1", "2"]])
    }

    @Test(arguments: [
        (#""a""b""#, #"a"b"#), (#""a,b""#, "a,b"), ("\"a\nb\"", "a\nb"), ("\"a\r\nb\"", "a\r\nb"),
        (#"a"b"#, #"a"b"#), (#""a"b"#, "ab"), (#""a"b"c""#, #"ab"c""#), (#"6" pipe"#, #"6" pipe"#),
        ("a\0b", "a\0b"), (#"" ""#, " "), (#""""""#, #"""#),
    ])
    func quotedCells(cell: String, text: String) throws {
        for document in ["h,i,j\n\(cell),x,\(cell)\n", "h,i,j\r\n\(cell),x,\(cell)\r\n", "h,i,j\n\(cell),x,\(cell)"] {
            let loaded = try load(document, options: .allText)
            #expect(loaded.texts == [[text, "x", text]])
        }
    }

    @Test func emptyCellsAreMissing() throws {
        let loaded = try load("a,b\n,\"\"\nx,\n")
        #expect(loaded.texts == [[nil, nil], ["x", nil]])
        #expect(loaded.column("b").type == .text)
        #expect(loaded.report("a").missingCount == 1 && loaded.report("b").missingCount == 2)
        #expect(loaded.report("b").badCount == 0)
    }

    @Test func blankLinesAreSkipped() throws {
        #expect(try load("\n\na,b\n\n1,2\n  \n\n3,4\n\n").texts == [["1", "2"], ["3", "4"]])
        #expect(try load("a\n\n1\r\n\r\n3\n").texts == [["1"], ["3"]])
        #expect(try load("a,b\r\r\n1,2\r\r\n3,4\r\r\n").texts == [["1", "2"], ["3", "4"]])
    }

    @Test func headerWithoutRows() throws {
        for document in ["a,b", "a,b\n", "a,b\r\n\r\n"] {
            let loaded = try load(document)
            #expect(loaded.table.names == ["a", "b"] && loaded.table.rowCount == 0)
            #expect(loaded.table.columns.map(\.type) == [.text, .text])
        }
    }

    @Test func headerNamesAreMadeUsable() throws {
        let loaded = try load(" a ,,a,\"b\nc\",a_2,\n1,2,3,4,5,6\n")
        #expect(loaded.table.names == ["a", "column_2", "a_3", "b\nc", "a_2", "column_6"])
        #expect(loaded.report.warnings.count == 3)
        #expect(loaded.report.warnings.contains { $0.hasSuffix("column 3 is called `a_3`.") })
    }

    @Test func withoutHeader() throws {
        let loaded = try load("1,x\n2,y\n", options: LoadOptions().with { $0.hasHeader = false })
        #expect(loaded.table.names == ["column_1", "column_2"])
        #expect(loaded.texts == [["1", "x"], ["2", "y"]])
    }

    @Test func headerThatLooksLikeData() throws {
        let loaded = try load("1,2020-01-01\n2,2020-01-02\n")
        #expect(loaded.report.warnings.contains { $0.contains("may be data") })
    }

    @Test func otherEncodings() throws {
        let latin = Array("name,n\nZ".utf8) + [0xFC] + Array("rich,1\n".utf8)
        let loaded = try load(bytes: latin)
        #expect(loaded.texts == [["Zürich", "1"]])
        #expect(loaded.report.warnings.contains { $0.contains("Windows-1252") && $0.contains("line 2") })
        #expect(try load(bytes: [0x53, 0xE4, 0x2C, 0x62, 0x0A, 0x80, 0x2C, 0x31]).table.names == ["Sä", "b"])

        let text = "name,n\r\nZürich 😀,1\r\n"
        let little: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let big: [UInt8] = [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        for bytes in [little, big] {
            let loaded = try load(bytes: bytes)
            #expect(loaded.texts == [["Zürich 😀", "1"]])
            #expect(loaded.report.warnings.contains { $0.contains("UTF-16") })
        }
    }

    @Test func severalFilesAreAlignedByName() throws {
        let folder = try TemporaryFolder()
        let first = try folder.write("a,b\n1,x\n2,y\n".utf8, to: "1.csv")
        let second = try folder.write("b;a\r\ny;3\r\nz;4".utf8, to: "2.csv")
        let loaded = try Loader.load([first, second])
        #expect(loaded.texts == [["1", "x"], ["2", "y"], ["3", "y"], ["4", "z"]])
        #expect(loaded.column("b").dictionary?.count == 3)
    }

    @Test func progressAndCancelling() throws {
        let text = "a\n" + String(repeating: "some text\n", count: 1_000)
        let steps = Steps()
        let options = LoadOptions().with { options in
            options.chunkBytes = 100
            options.progress = { steps.append($0) }
        }
        _ = try load(text, options: options)
        #expect(steps.values.last?.rows == 1_000)
        #expect(steps.values.last?.bytesDone == text.utf8.count)
        let error = loadingError(text, options: LoadOptions().with { $0.isCancelled = { true } })
        #expect(error?.isCancellation == true)
    }
}

/// The progress calls of a load.
private final class Steps: @unchecked Sendable {
    private(set) var values: [LoadProgress] = []

    func append(_ value: LoadProgress) { values.append(value) }
}
