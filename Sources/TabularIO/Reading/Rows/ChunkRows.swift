/// Where the rows of each chunk stand in the table. Chunks are numbered as they were handed out, in any order.
struct ChunkRows: Sendable {
    /// Per chunk the number of its first row.
    let starts: [Int]
    let rowCount: Int

    /// - Parameters:
    ///   - counts: how many rows each chunk has.
    ///   - order: the chunks in the order of the input.
    init(counts: [Int], order: [Int]) {
        var starts = [Int](repeating: 0, count: counts.count)
        var total = 0
        for chunk in order {
            starts[chunk] = total
            total += counts[chunk]
        }
        self.starts = starts
        rowCount = total
    }
}
