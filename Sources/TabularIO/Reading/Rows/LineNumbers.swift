import CScan

/// Physical line numbers, counted only when a message needs them.
enum LineNumbers {
    /// The line, from 1, on which the byte at `offset` lies.
    static func line(at offset: Int, in bytes: InputBytes) -> Int { lines(at: [offset], in: bytes)[offset] ?? 1 }

    /// The lines of several offsets in one pass over the bytes.
    static func lines(at offsets: some Collection<Int>, in bytes: InputBytes) -> [Int: Int] {
        var lines: [Int: Int] = [:]
        var wanted = Set(offsets).sorted()[...]
        // The lines that end before the block.
        var before = 1
        bytes.forEachBlock { block in
            while let offset = wanted.first, offset < block.upperBound {
                lines[offset] = before + tally_count_lines(bytes.base + block.lowerBound, offset - block.lowerBound)
                wanted.removeFirst()
            }
            before += tally_count_lines(bytes.base + block.lowerBound, block.count)
            return !wanted.isEmpty
        }
        for offset in wanted { lines[offset] = before }
        return lines
    }
}
