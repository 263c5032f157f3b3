/// What the caller may choose about an export. Formats ignore what does not concern them.
public struct OutputOptions: Hashable, Sendable {
    /// The unit of durations where they are numbers; nil is seconds in machine formats and days in workbooks.
    public var durations: DurationUnit?
    /// The cells that a line of the screen table may take; nil is unlimited.
    public var width: Int?
    /// The most rows that the screen table shows; nil is all. Only a terminal sets it, and what is left out is announced.
    public var maxRows: Int?
    /// Whether the screen table may use ANSI colours.
    public var colors: Bool

    public init(
        durations: DurationUnit? = nil, width: Int? = nil, maxRows: Int? = nil, colors: Bool = false
    ) {
        self.durations = durations
        self.width = width
        self.maxRows = maxRows
        self.colors = colors
    }
}
