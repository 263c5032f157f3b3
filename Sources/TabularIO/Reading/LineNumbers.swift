import CScan

/// Physical line numbers, counted only when a message needs them.
enum LineNumbers {
    /// The line, from 1, on which the byte at `offset` lies.
    static func line(at offset: Int, in bytes: InputBytes) -> Int { tally_count_lines(bytes.base, offset) + 1 }

    /// The lines of several offsets in one pass over the bytes.
    static func lines(at offsets: some Collection<Int>, in bytes: InputBytes) -> [Int: Int] {
        var lines: [Int: Int] = [:]
        var (position, line) = (0, 1)
        for offset in Set(offsets).sorted() {
            line += tally_count_lines(bytes.base + position, offset - position)
            position = offset
            lines[offset] = line
        }
        return lines
    }
}
