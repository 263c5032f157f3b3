package import TabularIO

/// The command line, understood.
public struct ShellOptions: Sendable {
    /// The choices of `--color`.
    public enum Color: String, Sendable, CaseIterable {
        case auto
        case always
        case never
    }

    /// Files of one layout, or `-` for standard input.
    public var data: [String] = []
    /// How the data is read.
    package var loading = LoadOptions()
    /// The same as words of a command line.
    public var loadingWords: [String] = []
    /// The path of the program, to start it a second time for work in the background; nil does without.
    public var program: String?
    /// Whether snapshots of big files are kept in the user's cache folder, and used.
    public var usesCache = true
    public var queries: [String] = []
    public var script: String?
    public var parameters: [(name: String, value: String)] = []
    /// The name of an output format; nil picks the table on a terminal, CSV otherwise.
    public var format: String?
    /// Where results go instead of standard output.
    public var output: String?
    public var overwrites = false
    /// Whether files of results get their account beside them.
    public var provenance = false
    /// `seconds`, `hours` or `days`, for machine formats.
    public var durations: String?
    public var threads: Int?
    public var timing = false
    /// Whether the prompt reads its file of settings.
    public var readsInit = true
    public var color = Color.auto

    public init() {}
}
