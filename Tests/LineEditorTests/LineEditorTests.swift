import LineEditor
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct LineEditorTests {
    /// A descriptor from which `text` can be read once.
    private func pipeHolding(_ text: String) -> Int32 {
        var ends: [Int32] = [-1, -1]
        #expect(pipe(&ends) == 0)
        let bytes = Array(text.utf8)
        #expect(write(ends[1], bytes, bytes.count) == bytes.count)
        close(ends[1])
        return ends[0]
    }

    @Test(arguments: [
        ("", []), ("one", ["one"]), ("one\ntwo\n", ["one", "two"]), ("a\r\n\r\nb", ["a", "", "b"]),
        ("é日\n", ["é日"]), ("\n", [""]),
    ]) func plainLines(_ input: String, _ expected: [String]) {
        let descriptor = pipeHolding(input)
        let reader = PlainLineReader(descriptor: descriptor)
        var lines: [String] = []
        while let line = reader.next() { lines.append(line) }
        #expect(lines == expected)
        close(descriptor)
    }

    @Test func historyFollowsTheStateFolder() {
        setenv("XDG_STATE_HOME", "/somewhere/state", 1)
        #expect(HistoryFile.standard?.path == "/somewhere/state/tally/history")
        setenv("XDG_STATE_HOME", "relative", 1)
        setenv("HOME", "/home/ann", 1)
        #expect(HistoryFile.standard?.path == "/home/ann/.local/state/tally/history")
        unsetenv("XDG_STATE_HOME")
    }
}
