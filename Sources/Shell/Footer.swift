package import Engine
import TabularIO

/// The line under a table: what it is an answer about, and what it leaves out.
package enum Footer {
    /// The account of a result, followed by the time that it took.
    package static func text(_ result: QueryResult) -> String {
        "\(result.account) · \(milliseconds(result.timing.total)) ms"
    }

    private static func milliseconds(_ value: Double) -> String {
        value < 10 ? NumberText.fixed(value, decimals: 1) : NumberText.grouped(Int64(value.rounded()))
    }
}
