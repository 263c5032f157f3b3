import Columnar
import Testing

@testable import TabularIO

/// What stands above the header, and files that are loaded together.
struct LayoutTests {
    private static let body = "id,opened,type\n1,2020-01-01,x\n2,2020-01-02,y\n3,2020-01-03,z\n"

    @Test(arguments: [
        "Service requests\n", "Service requests\n\nExported 2024-01-05, by the city\n\n", "\"Title, with\na line\"\n",
        "Service requests,,\nExported,,\n,,\n",
    ])
    func titleAboveTheHeader(title: String) throws {
        let loaded = try load(title + LayoutTests.body)
        #expect(loaded.texts == [["1", "2020-01-01", "x"], ["2", "2020-01-02", "y"], ["3", "2020-01-03", "z"]])
        #expect(loaded.table.names == ["id", "opened", "type"])
        #expect(loaded.report.warnings.contains { $0.contains("above the header left out, beginning with") })
    }

    @Test(arguments: [
        "note\nfoo\nbar\n", "a,b\n1,2\n3,4\n", "id,name,x\n1,a,b\n2,c,d\n",
    ])
    func headersAreNotTitles(text: String) throws {
        let loaded = try load(text)
        #expect(loaded.report.warnings.isEmpty)
        #expect(loaded.table.names.first == String(text.prefix { $0 != "," && $0 != "\n" }))
    }

    @Test func aHeaderWithTooFewNamesIsNoTitle() throws {
        #expect(loadingError("a,b\n1,2,3\n4,5,6\n7,8,9\n")?.line == 2)
    }

    @Test func aHeaderThatMayBeData() throws {
        let loaded = try load("7,2020-01-01,x\n8,2020-01-02,y\n")
        #expect(loaded.report.warnings.contains { $0.contains("`2020-01-01` and may be data; `--no-header`") })
        #expect(try load("id,2019,2020\n1,2,3\n").report.warnings.isEmpty)
    }

    @Test func driftBetweenFiles() throws {
        let folder = try TemporaryFolder()
        let files = [
            "Case ID,Type,Ward\n1,x,01\n2,y,02\n", "type,Case_ID,Ward\nz,3,03\n",
            "Case ID,Type,Ward,Source\n4,x,04,app\n",
            "Case ID,Type\n5,y\n",
        ]
        var sources: [InputSource] = []
        for (index, file) in files.enumerated() { sources.append(try folder.write(file.utf8, to: "\(index).csv")) }
        for threads in [1, 2] {
            let loaded = try Loader.load(
                sources,
                options: LoadOptions().with {
                    $0.threads = threads
                    $0.chunkBytes = 1
                })
            #expect(loaded.table.names == ["Case ID", "Type", "Ward", "Source"])
            #expect(
                loaded.texts == [
                    ["1", "x", "01", nil], ["2", "y", "02", nil], ["3", "z", "03", nil], ["4", "x", "04", "app"],
                    ["5", "y", nil, nil],
                ])
            let warnings = loaded.report.warnings.joined(separator: "\n")
            #expect(warnings.contains("1.csv` writes `type` for `Type`, `Case_ID` for `Case ID`."))
            #expect(warnings.contains("1.csv` has its columns in another order; they were matched by name."))
            #expect(warnings.contains("2.csv` adds the column `Source`."))
            #expect(warnings.contains("3.csv` lacks, compared with ") && warnings.contains("the column `Ward`."))
        }
        let other = try folder.write("x,y,z\n1,2,3\n".utf8, to: "other.csv")
        let error = #expect(throws: LoadError.self) { try Loader.load([sources[0], other]) }
        #expect(error?.message.contains("has another layout than") == true)
    }

    @Test func patterns() throws {
        let folder = try TemporaryFolder()
        for year in [2021, 2019, 2020] { _ = try folder.write("y\n\(year)\n".utf8, to: "calls-\(year).csv") }
        _ = try folder.write("z\n1\n".utf8, to: "calls.txt")
        let loaded = try Loader.load([.file(folder.path + "/calls-202[01].csv"), .file(folder.path + "/*-2019.csv")])
        #expect(loaded.texts == [["2020"], ["2021"], ["2019"]])
        // A file whose name looks like a pattern is that file.
        let odd = try folder.write("y\n7\n".utf8, to: "a[1].csv")
        #expect(try Loader.load([odd]).texts == [["7"]])
        let error = #expect(throws: LoadError.self) { try Loader.load([.file(folder.path + "/no*.csv")]) }
        #expect(error?.message == "No file matches the pattern `\(folder.path)/no*.csv`.")
    }

    /// JSON and CSV can be loaded together.
    @Test func mixedFormats() throws {
        let folder = try TemporaryFolder()
        let csv = try folder.write("a,b\n1,x\n".utf8, to: "1.csv")
        let json = try folder.write(#"[{"b":"y","a":2},{"a":3}]"#.utf8, to: "2.json")
        #expect(try Loader.load([csv, json]).texts == [["1", "x"], ["2", "y"], ["3", nil]])
    }
}
