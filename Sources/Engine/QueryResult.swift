public import Columnar
public import Diagnostics

/// The answer of a query, with the account of what it is an answer about.
public struct QueryResult: Sendable {
    public let table: ResultTable
    /// The rows of the data, and those that the conditions left.
    public let scannedRows: Int
    public let matchedRows: Int
    /// The day at which the data ends, as ISO text; nil for data without times.
    public let asOf: String?
    /// The picture that `draw` asks for; the caller draws it.
    public let chart: ChartKind?
    /// The file that `into` names; the caller writes it.
    public let path: String?
    /// Doubts about the query that only its result could raise: rates of few cases, conditions that leave nothing.
    public let findings: [Diagnostic]
    public internal(set) var timing: Timing

    /// Adds the time that writing it took.
    package mutating func record(format milliseconds: Double) { timing.format = milliseconds }

    /// Sentences on rows that were left out of measures.
    public var notes: [String] { table.notes }
}
