import CScan
import TestSupport
import Testing

/// The fast scan agrees with the byte-by-byte one on everything, wherever calls begin and end.
struct ScanTests {
    private struct Outcome: Equatable {
        var cells: [UInt32]
        var rows: [UInt32]
        var place: UInt32
        var isASCII: Bool
    }

    private static func outcome(_ bytes: [UInt8], step: Int, reference: Bool) -> Outcome {
        var state = tally_scan_state()
        var cells = [UInt32](repeating: 0, count: bytes.count + 65)
        var rows = [UInt32](repeating: 0, count: bytes.count + 1)
        let scan = reference ? tally_scan_reference : tally_scan
        for from in stride(from: 0, to: bytes.count, by: step) {
            scan(bytes, from, min(from + step, bytes.count), bytes.count, 0x2C, 0x22, &state, &cells, &rows)
        }
        return Outcome(
            cells: Array(cells.prefix(state.cell_count)), rows: Array(rows.prefix(state.row_count)),
            place: state.place, isASCII: state.non_ascii == 0)
    }

    @Test(arguments: [("a,\"\r\n", 5), ("aaaaaaaaaaaaaaaaaaaaaaaa,,,,\"\r\n\n", 9), ("abcdefghij,\"\né", 3)])
    func agreesWithReference(alphabet: String, seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let letters = Array(alphabet.utf8)
        for length in 0..<400 {
            let bytes = (0..<length).map { _ in letters[Int.random(in: 0..<letters.count, using: &generator)] }
            let expected = Self.outcome(bytes, step: max(1, length), reference: true)
            for step in [max(1, length), 1, 63, 64, 65, 130] {
                #expect(Self.outcome(bytes, step: step, reference: false) == expected, "\(bytes) by \(step)")
            }
        }
    }

    @Test(arguments: [
        ("", 0), ("a", 0), ("a\n", 1), ("a\r\nb\r\n", 2), ("a\rb\r", 2), ("\r\r\n\n", 3),
    ])
    func countsLines(text: String, lines: Int) {
        let bytes = Array(text.utf8)
        #expect(tally_count_lines(bytes, bytes.count) == lines)
    }

    /// Swift's own validation is the oracle.
    @Test func validatesUTF8() {
        var generator = SeededGenerator(seed: 11)
        let pool: [UInt8] = [0x41, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5]
        var valid = 0
        for _ in 0..<20_000 {
            let padding = [UInt8](repeating: 0x61, count: Int.random(in: 0...9, using: &generator))
            let tail = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
                pool[Int.random(in: 0..<pool.count, using: &generator)]
            }
            let bytes = padding + tail
            let expected = String(validating: bytes, as: UTF8.self) != nil
            valid += expected ? 1 : 0
            #expect((tally_is_utf8(bytes, bytes.count) != 0) == expected, "\(bytes)")
        }
        #expect(valid > 100)
    }
}
