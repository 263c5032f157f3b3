import Columnar
import Testing

@testable import TabularIO

/// Columns whose texts nearly all come once are not looked up before all rows are there (`LooseMerge`).
@Suite struct LooseTextTests {
    /// Numbers of houses whose texts differ and have the same hash.
    private static let collisions = [(163_866, 250_159), (205_940, 262_541), (235_010, 272_995)]

    /// Texts come again near and far, some of them after another one that has their hash.
    @Test(arguments: [1, 2]) func textsThatAreTheSameHaveOneCode(threads: Int) throws {
        var numbers = Array(100_000..<130_000)
        for place in stride(from: 400, to: numbers.count, by: 400) { numbers[place] = numbers[place &* 7_919 % place] }
        for (first, second) in LooseTextTests.collisions {
            #expect(LooseTextTests.hash(first) == LooseTextTests.hash(second))
            numbers += [first, second, second, first, 100_007]
            numbers.insert(second, at: 20_000)
            numbers.insert(first, at: 10_000)
        }
        var texts = numbers.map(LooseTextTests.text)
        texts[15_000] = ""
        let options = LoadOptions.allText.with { options in
            options.threads = threads
            options.chunkBytes = 50_000
        }
        let column = try load("t,u\n" + texts.map { "\($0),\n" }.joined(), options: options).table.columns[0]
        guard case .codes(let codes, let dictionary) = column.storage else {
            Issue.record("The column is not one of texts.")
            return
        }
        var expected = TextDictionaryBuilder()
        let expectedCodes = texts.map { $0.isEmpty ? Missing.code : expected.code(of: $0) }
        #expect(texts.indices.first { codes[$0] != expectedCodes[$0] } == nil)
        #expect(dictionary.count == expected.count)
        #expect(texts.indices.first { dictionary.text(codes[$0]) ?? "" != texts[$0] } == nil)
    }

    private static func text(_ number: Int) -> String { "house \(number)" }

    private static func hash(_ number: Int) -> UInt32 {
        let bytes = Buffer(Array(text(number).utf8))
        return TextDictionaryBuilder.hash(UnsafePointer(bytes.base), bytes.count)
    }
}
