internal import Columnar
package import Engine
import TabularIO

/// The line under a table: what it is an answer about, and what it leaves out.
package enum Footer {
    /// The account of a result, followed by the time that it took, and the number by which a prompt knows it.
    package static func text(_ result: QueryResult, number: Int? = nil) -> String {
        "\(result.account) · \(NumberText.milliseconds(result.timing.total)) ms" + (number.map { " · #\($0)" } ?? "")
    }
}
