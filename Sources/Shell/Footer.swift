package import Engine
import TabularIO

/// The line under a table: what it is an answer about, and what it leaves out.
package enum Footer {
    /// The account of a result, followed by the time that it took.
    package static func text(_ result: QueryResult) -> String {
        "\(account(result)) · \(milliseconds(result.timing.total)) ms"
    }

    /// The rows that were looked at and left, what was left out of measures, and the day at which the data ends.
    package static func account(_ result: QueryResult) -> String { result.account }

    private static func milliseconds(_ value: Double) -> String {
        value < 10 ? NumberText.fixed(value, decimals: 1) : NumberText.grouped(Int64(value.rounded()))
    }
}
