import ArgumentParser
import Shell

/// `tally report`: a text with queries in it becomes a page with their answers.
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tally report",
        abstract: "Makes one page of a text and the answers of the queries in it.",
        usage: "tally report FILE [DATA ...] [-o PAGE]",
        discussion: """
            FILE is Markdown whose queries stand in fences marked ```tally, or a script whose comments between the queries \
            are the text. {{ show late% }} in the text is replaced by that figure. PAGE ends in .html or .md; without it \
            Markdown goes to standard output. When a query has a mistake, or an expect fails, there is no page.
            """)

    @Argument(help: ArgumentHelp("The report: .md or .tally, or - for standard input.", valueName: "file"))
    var file: String

    @Argument(help: ArgumentHelp("Files of one layout.", valueName: "data"))
    var data: [String] = []

    @Option(name: [.customShort("o"), .customLong("output")], help: "The page; its ending picks HTML or Markdown.")
    var output: String?

    @Flag(help: "Let the page replace an existing file.")
    var overwrite = false

    @OptionGroup
    var parameters: ParameterArguments

    @OptionGroup(title: "Reading data")
    var loading: LoadingArguments

    mutating func run() throws {
        var options = ShellOptions()
        options.data = data
        options.loading = loading.options
        options.usesCache = !loading.noCache
        parameters.apply(to: &options)
        options.output = output
        options.overwrites = overwrite
        let code = Shell(options).report(file)
        if code != .success { throw ArgumentParser.ExitCode(code.rawValue) }
    }
}
