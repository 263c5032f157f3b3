import Columnar
import Testing

@testable import TabularIO

/// Rows out of JSON in all the shapes in which portals send them.
struct JSONTests {
    private static let rows = [["1", "x", nil], ["2", "a\n\"b", #"{"k":[1,2]}"#], [nil, nil, "true"]]

    @Test(arguments: [
        #"[{"n":1,"t":"x"},{"n":2,"t":"a\n\"b","o":{"k" : [1, 2]}},{"o":true}]"#,
        "{\"n\":1,\"t\":\"x\",\"o\":null}\n{\"t\":\"a\\u000a\\\"b\",\"n\":2,\"o\":{\"k\":[1,2]}}\n\n{\"o\":true}\n",
        #"{"n":1,"t":"x"} {"n":2,"t":"a\n\"b","o":{"k":[1,2]}} {"o":true}"#,
        #"{"service_requests": [{"n":1,"t":"x"},{"n":2,"t":"a\n\"b","o":{"k" : [1, 2]}},{"o":true}]}"#,
        #"{"success":true,"result":{"fields":[{"id":"n"}],"records":[{"n":1,"t":"x"},{"n":2,"t":"a\n\"b","#
            + #""o":{"k":[1,2]}},{"o":true}]}}"#,
        "\u{FEFF} [ {\"n\" : 1 , \"t\" : \"x\" } , {\"n\":2,\"t\":\"a\\n\\\"b\",\"o\":{\"k\":[1,2]}},{\"o\":true}]\r\n",
    ])
    func shapes(text: String) throws {
        let loaded = try load(text)
        #expect(loaded.table.names == ["n", "t", "o"])
        #expect(loaded.texts == JSONTests.rows)
        #expect(loaded.column("n").type == .integer)
    }

    /// Features of a map: their properties are columns, their geometry is the text of it.
    @Test func geoJSON() throws {
        let loaded = try load(
            #"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":1},"#
                + #""geometry":{"type":"Point", "coordinates":[1,2]}}]}"#)
        #expect(loaded.table.names == ["type", "a", "geometry"])
        #expect(loaded.texts == [["Feature", "1", #"{"type":"Point","coordinates":[1,2]}"#]])
    }

    @Test func raggedKeysInAnyOrder() throws {
        let text = (0..<3_000).map { "{\"k\($0 % 7)\": \($0), \"k\(($0 + 1) % 7)\": \"v\($0)\"}" }.joined(
            separator: "\n")
        for chunk in [1, 64, 256 << 10] {
            let loaded = try load(text, options: .allText.with { $0.chunkBytes = chunk })
            #expect(loaded.table.rowCount == 3_000)
            for row in 0..<3_000 {
                let cells = Dictionary(uniqueKeysWithValues: zip(loaded.table.names, loaded.table[row: row]))
                #expect(cells["k\(row % 7)"] == .text("\(row)") && cells["k\((row + 1) % 7)"] == .text("v\(row)"))
                #expect(cells.values.count { $0 != .missing } == 2)
            }
            guard chunk == 1 else { continue }
        }
    }

    @Test func recordsWithoutValues() throws {
        let loaded = try load(#"[{}, {"a": " "}, {"a": ""}, {"b": 1}, {}]"#)
        #expect(loaded.texts == [[nil, nil], [" ", nil], [nil, nil], [nil, "1"], [nil, nil]])
    }

    private static let mistakeCases: [(text: String, message: String)] = [
        ("{\"a\":1}\n{\"a\":tru}\n", "line 2, record 2: this is no JSON"),
        ("{\"a\":1}\nxx\n", "line 2, record 2: this is no JSON"),
        ("[{\"a\":1},\n{\n\"a\":2\n\"b\":3}]", "line 4, record 2: this is no JSON"),
        ("[{\"a\":1}] x", "line 1, record 2: this is no JSON: something follows the value"),
        ("[{\"a\":1} {\"a\":2}]", "record 2: this is no JSON: a comma or the end of the array was expected"),
        ("[{\"a\":1}, 2]", "record 2: this is no JSON: an object was expected"),
        ("{\"x\" [{\"a\":1}]}", "record 1: this is no JSON: a colon was expected"),
        ("{\"a\":1}\n{\"a\":2", "cut off: it ends in the middle of record 2"),
        ("{\"rows\": [{\"a\":1},", "cut off"),
        ("{\"rows\": [{\"a\":1}], \"n\": 1", "cut off"), ("[{\"a\": \"x", "cut off"),
        ("{\"a\": [[1}]}", "record 1: this is no JSON"),
    ]

    @Test(arguments: mistakeCases)
    func mistakes(text: String, message: String) throws {
        let error = try #require(loadingError(text))
        #expect(error.message.contains(message), "\(error.message)")
    }

    /// Values that do not fit are named by the line on which their record begins, in every shape and beyond the block
    /// of rows that is handed over at once.
    @Test(arguments: [200, 30_000])
    func badValuesByLine(count: Int) throws {
        let bad = count - 50
        let records = (1...count).map { number in
            "{\"n\": \(number == bad ? "\"x\"" : String(number)), \"t\": \"[{ \\\" a long text without a line end\"}"
        }
        let array = "\u{FEFF}[\n" + records.joined(separator: ",\n") + "\n]"
        #expect(try load(array).report("n").badValues.map(\.line) == [bad + 1])
        #expect(try load(records.joined(separator: "\n")).report("n").badValues.map(\.line) == [bad])
        let wrapped = "{\"message\": \"ok\",\n\"records\": [\n\n" + records.joined(separator: "\n,\n") + "]}"
        #expect(try load(wrapped).report("n").badValues.map(\.line) == [2 * bad + 2])
    }

    @Test func tooManyNames() throws {
        let wide = (0..<20_000).map { "{\"k\($0)\": 1}" }.joined(separator: "\n")
        let error = try #require(loadingError(wide))
        #expect(error.message.contains("more than 16384 different names"), "\(error.message)")
    }

    @Test func otherEncodings() throws {
        let latin = Array(#"[{"a":"Z"#.utf8) + [0xFC] + Array(#"rich"}]"#.utf8)
        #expect(try load(bytes: latin).texts == [["Zürich"]])
        let text = #"[{"a":"Zürich 😀"}]"#
        let wide: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(try load(bytes: wide).texts == [["Zürich 😀"]])
    }
}
