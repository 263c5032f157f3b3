/// Why a query that was planned did not finish.
package enum ExecutionError: Error, Sendable {
    case cancelled
    /// A sentence about what the data made impossible: a cross-tab of too many columns.
    case refused(String, advice: String?)
}
