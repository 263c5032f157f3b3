import Synchronization

/// How far a query is: the threads that work on it count their morsels here, and whoever waits for them looks.
///
/// A query reads its rows in one pass or several, of which only the one that has begun knows its size.
package final class MorselCount: Sendable {
    private let pass = Atomic<Int>(0)
    private let done = Atomic<Int>(0)
    private let total = Atomic<Int>(0)

    package init() {}

    func begin(_ morsels: Int) {
        done.store(0, ordering: .relaxed)
        total.store(morsels, ordering: .relaxed)
        pass.wrappingAdd(1, ordering: .relaxed)
    }

    func finishOne() { done.wrappingAdd(1, ordering: .relaxed) }

    /// The number of the pass over the rows, from 1, and its share that is done; no share between passes, where groups are
    /// put in order and the like.
    package var now: (pass: Int, share: Double?) {
        let (done, total) = (done.load(ordering: .relaxed), total.load(ordering: .relaxed))
        return (pass.load(ordering: .relaxed), done < total ? Double(done) / Double(total) : nil)
    }
}
