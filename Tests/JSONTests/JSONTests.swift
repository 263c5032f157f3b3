import JSON
import Testing

struct JSONTests {
    @Test(arguments: [
        "null", "true", "[]", "{}", "0", "-17", "1.5", "\"\"", "[1,[2,{\"a\":null}]]", "{\"a\":1,\"b\":[true,false]}",
        "\"\\u0001\\n\\\"\\\\é😀\"", "9007199254740993",
    ])
    func whatIsReadIsWritten(_ text: String) throws {
        #expect(try JSONParser.parse(Array(text.utf8)).text == text)
    }

    @Test func escapesMeanCharacters() throws {
        let value = try JSONParser.parse(Array(#" "\u00e9\ud83d\ude00\/\b\f\r\t\ud800" "#.utf8))
        #expect(value.asText == "é😀/\u{8}\u{C}\r\t\u{FFFD}")
    }

    @Test(arguments: [
        "", "{", "[1,", "tru", "01", "1.", "-", "+1", "1e", "\"", "\"\\x\"", "\"\\u12\"", "\"\n\"", "{\"a\"}", "{a:1}",
        "[1 2]", "1 2", "nul", "1e999", "\"\\ud83d\\u0041\"",
    ])
    func mistakesAreFound(_ text: String) {
        #expect(throws: JSONParser.Failure.self) { try JSONParser.parse(Array(text.utf8)) }
    }

    @Test func deepNestingIsRefused() {
        let text = String(repeating: "[", count: 100_000)
        #expect(throws: JSONParser.Failure.self) { try JSONParser.parse(Array(text.utf8)) }
    }
}
