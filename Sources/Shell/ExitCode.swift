/// What the process says when it ends.
public enum ExitCode: Int32, Error, CaseIterable {
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

    /// The same for those who call the program.
    var summary: String {
        switch self {
        case .success: "fine"
        case .query: "a query has a mistake, or could not be carried out"
        case .usage: "the command line is wrong"
        case .expectation: "an `expect` did not hold"
        case .load: "the data could not be loaded"
        case .interrupted: "interrupted"
        }
    }
}
