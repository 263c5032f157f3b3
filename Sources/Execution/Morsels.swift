import Synchronization

/// Runs a piece of work for every morsel of a table, on several threads.
enum Morsels {
    /// - Parameters:
    ///   - makeWorker: makes one thread's state; called on the calling thread, `threads` times at most.
    ///   - body: processes the rows `start ..< end` of morsel `index`; called for each morsel exactly once.
    /// - Returns: the workers, for merging.
    /// - Throws: `ExecutionError.cancelled`.
    static func run<Worker: AnyObject>(
        rowCount: Int, options: ExecutionOptions, makeWorker: () -> Worker,
        body: @Sendable (_ worker: Worker, _ index: Int, _ start: Int, _ end: Int) -> Void
    ) throws(ExecutionError) -> [Worker] {
        let size = options.morselSize
        let morselCount = (rowCount + size - 1) / size
        let threads = max(1, min(options.threads, morselCount))
        let workers = (0..<threads).map { _ in Unchecked(makeWorker()) }
        let next = Atomic<Int>(0)
        let cancelled = Atomic<Bool>(false)
        @Sendable func work(_ worker: Int) {
            while true {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < morselCount, !cancelled.load(ordering: .relaxed) else { return }
                if options.isCancelled() {
                    cancelled.store(true, ordering: .relaxed)
                    return
                }
                body(workers[worker].value, index, index * size, min((index + 1) * size, rowCount))
            }
        }
        Parallel.run(threads) { work($0) }
        if cancelled.load(ordering: .relaxed) { throw .cancelled }
        return workers.map(\.value)
    }
}

/// A worker is used by one thread at a time; this says so to the compiler.
private struct Unchecked<Value>: @unchecked Sendable {
    let value: Value
    init(_ value: Value) { self.value = value }
}
