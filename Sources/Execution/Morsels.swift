import Synchronization

/// Runs a piece of work for every morsel of a table, on several threads.
///
/// One thread begins alone and calls the others in when the work has lasted for a while: most questions are answered before
/// another thread would have woken up.
enum Morsels {
    /// How long one thread works alone: about what waking others takes, and several times that as long as they have to be
    /// made first, which a question on a snapshot is mostly over before.
    private static var patience: Duration { .microseconds(Parallel.hasThreads ? 50 : 300) }
    /// What is going to last so long, as its first morsels do, is not waited for.
    private static var long: Duration { .microseconds(Parallel.hasThreads ? 150 : 1_000) }
    /// Whether this process has begun to run morsels.
    private static let hasBegun = Atomic(false)

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
        options.progress?.begin(morselCount)
        var workers = [Unchecked(makeWorker())]
        let turns = Turns()
        /// Takes the next morsel.
        /// - Returns: whether there was one.
        @Sendable func step(_ worker: Unchecked<Worker>) -> Bool {
            let index = turns.next.wrappingAdd(1, ordering: .relaxed).oldValue
            guard index < morselCount, !turns.areOver.load(ordering: .relaxed) else { return false }
            if options.isCancelled() {
                turns.areOver.store(true, ordering: .relaxed)
                return false
            }
            body(worker.value, index, index * size, min((index + 1) * size, rowCount))
            options.progress?.finishOne()
            return true
        }
        let clock = ContinuousClock()
        var start = clock.now
        /// Whether other threads are worth their waking after so many morsels.
        func isLong(_ done: Int) -> Bool {
            let elapsed = clock.now - start
            return elapsed > Morsels.patience || elapsed * morselCount > Morsels.long * done
        }
        var (isDone, done) = (false, 0)
        if threads > 1, !Morsels.hasBegun.exchange(true, ordering: .relaxed) {
            // The first of all morsels pays for code and values that are read in, and says nothing about the others.
            isDone = !step(workers[0])
            if clock.now - start < Morsels.long { start = clock.now } else { done = 1 }
        }
        while !isDone, threads == 1 || done == 0 || !isLong(done) {
            isDone = !step(workers[0])
            done += 1
        }
        if !isDone {
            while workers.count < threads { workers.append(Unchecked(makeWorker())) }
            let all = workers
            Parallel.run(threads) { while step(all[$0]) {} }
        }
        if turns.areOver.load(ordering: .relaxed) { throw .cancelled }
        return workers.map(\.value)
    }
}

/// What the threads of a run share. It is a class because a closure that lets go of atomics has their types looked up first,
/// which takes longer than many a question.
private final class Turns: Sendable {
    let next = Atomic<Int>(0)
    let areOver = Atomic<Bool>(false)
}

/// A worker is used by one thread at a time; this says so to the compiler.
private struct Unchecked<Value>: @unchecked Sendable {
    let value: Value
    init(_ value: Value) { self.value = value }
}
