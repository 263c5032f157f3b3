import Dispatch

/// Makes what a column says about itself on several threads, a piece of it at a time.
enum Pieces {
    /// What `make` gives for every piece of `size` of `count` things, in their order.
    static func map<Result: Sendable>(
        _ count: Int, of size: Int, threads: Int, _ make: @Sendable (_ piece: Range<Int>) -> Result
    ) -> [Result] {
        let pieces = (count + size - 1) / size
        let threads = min(threads, pieces)
        @Sendable func piece(_ index: Int) -> Result { make(index * size..<min((index + 1) * size, count)) }
        if threads < 2 { return (0..<pieces).map(piece) }
        return Array(unsafeUninitializedCapacity: pieces) { results, made in
            nonisolated(unsafe) let results = results
            DispatchQueue.concurrentPerform(iterations: threads) { thread in
                for index in stride(from: thread, to: pieces, by: threads) {
                    results.initializeElement(at: index, to: piece(index))
                }
            }
            made = pieces
        }
    }
}
