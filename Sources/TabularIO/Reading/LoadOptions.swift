/// What is known about a column before its values are read, for instance from a dataset profile.
package enum ColumnHint: Sendable, Hashable {
    /// The type is decided on the values.
    case automatic
    /// Text, spelt as in the file.
    case text
    /// A time or a date; a value that is none is missing and reported.
    case time
    /// A whole or decimal number, leading zeros allowed; a value that is none is missing and reported.
    case number
    /// A Boolean: the listed spellings are true, every other known value is false.
    case flag(yes: [String])
}

/// Which of the first two numbers of `3/4/2020` is the month.
package enum DateOrder: Sendable, Hashable {
    case dayFirst
    case monthFirst

    var other: DateOrder { self == .dayFirst ? .monthFirst : .dayFirst }
}

/// How far a load has come.
package struct LoadProgress: Sendable {
    package let bytesDone: Int
    package let bytesTotal: Int
    package let rows: Int
}

/// How a table is read. The defaults find everything out by themselves.
package struct LoadOptions: Sendable {
    /// The delimiter; nil looks for a comma, semicolon, tab or pipe in the first lines.
    package var delimiter: UInt8?
    /// Whether the first row names the columns; nil means yes.
    package var hasHeader: Bool?
    package var threads = 1
    /// How to read dates such as `3/4/2020`; nil decides on each whole column, and month first where nothing decides.
    package var dateOrder: DateOrder?
    /// Asked once, with the names of all columns; a shorter answer leaves the rest automatic.
    package var hints: @Sendable (_ header: [String]) -> [ColumnHint] = { _ in [] }
    /// The headers of the columns whose values are wanted; nil wants all.
    package var columns: Set<String>?
    /// Whether the bounds of time columns are found out whose values nobody wants: they tell the data's end.
    package var findsTimeBounds = true
    /// The spellings that stand for "no value" in every column: those of the options, then those that `missing` adds
    /// when it is asked, once, with the names of all columns.
    package var missingTexts: [String] = []
    package var missing: @Sendable (_ header: [String]) -> [String] = { _ in [] }
    /// The encoding; nil finds it out.
    package var encoding: InputEncoding?
    package var ragged = RaggedPolicy.error
    package var badValues = BadValuePolicy.keepMissing
    /// How many bytes of memory the columns may take; nil allows most of the machine's.
    package var memoryLimit: Int?
    /// Called from the loading threads, one call at a time, every few megabytes.
    package var progress: (@Sendable (LoadProgress) -> Void)?
    package var isCancelled: @Sendable () -> Bool = { false }
    /// How many bytes a unit of work has at least; results do not depend on it.
    package var chunkBytes = 256 << 10

    package init() {}
}
