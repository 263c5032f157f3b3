/// What the process says when it ends.
public enum ExitCode: Int32, Sendable {
    case success = 0
    /// A query has a mistake, or could not be carried out.
    case query = 1
    /// The command line is wrong.
    case usage = 2
    /// An `expect` did not hold.
    case expectation = 3
    /// The data could not be loaded.
    case load = 4
    case interrupted = 130
}
