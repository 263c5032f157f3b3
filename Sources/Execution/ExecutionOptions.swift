/// How rows are cut for execution. Results never depend on these numbers; tests vary them to prove it.
package struct ExecutionOptions: Sendable {
    /// Rows a batch: all scratch vectors of a pipeline stay in the first-level cache.
    package var batchSize = 2_048
    /// Rows a morsel: what a thread takes at a time, and how often cancellation is looked at.
    package var morselSize = 65_536
    package var threads = 1
    package var isCancelled: @Sendable () -> Bool = { false }
    /// Where somebody waits who is shown how far the query is: the morsels are counted there.
    package var progress: MorselCount?

    package init() {}

    /// Throws once the query is cancelled: between the phases of a query that take long. Loops that cannot throw stop
    /// early and leave the rest undone, which nobody gets to see because the next phase begins with this.
    func checkCancellation() throws(ExecutionError) {
        if isCancelled() { throw .cancelled }
    }
}
