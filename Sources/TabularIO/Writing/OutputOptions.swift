/// What the caller may choose about an export. Formats ignore what does not concern them.
public struct OutputOptions: Sendable {
    /// The unit of durations where they are numbers; nil is seconds in machine formats and days in workbooks.
    public var durations: DurationUnit?
    /// The cells that a line of the screen table may take; nil is unlimited.
    public var width: Int?
    /// The most rows that the screen table shows; nil is all. Only a terminal sets it, and what is left out is announced.
    public var maxRows: Int?
    /// Whether the screen table may use ANSI colours.
    public var colors: Bool
    /// Asked once per some thousand rows, so that a long export ends when nobody waits for it.
    package var isCancelled: @Sendable () -> Bool = { false }
    /// Asked when a file is whole, before it takes its name: from then on it is there, whatever the user does.
    package var mayPublish: @Sendable () -> Bool = { true }

    public init(
        durations: DurationUnit? = nil, width: Int? = nil, maxRows: Int? = nil, colors: Bool = false
    ) {
        self.durations = durations
        self.width = width
        self.maxRows = maxRows
        self.colors = colors
    }

    /// How many rows are made between two looks at `isCancelled`.
    package static let rowsBetweenLooks = 1_024

    /// Looks once in a while whether the export is still wanted.
    /// - Throws: `.interrupted`.
    package func checkCancellation(row: Int = 0) throws(OutputError) {
        guard row % OutputOptions.rowsBetweenLooks == 0, isCancelled() else { return }
        throw OutputError.interrupted
    }
}
