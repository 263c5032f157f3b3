import ArgumentParser
import Shell

/// The command line of LANGUAGE.md: options in, exit code out.
@main
struct Tally: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tally",
        abstract: "Answers questions about service requests in one line.",
        usage: """
            tally [DATA ...] [-c QUERY ...] [-f SCRIPT] [--set NAME=VALUE ...]
                  [-o FORMAT] [--output FILE]
            """,
        discussion: """
            DATA is a file, several files of one layout, or - for standard input. Without -c and -f, a terminal gets a \
            prompt, and from a pipe the script is read.

            tally calls.csv -c 'group by district where reason = "Customer Service" show late%'

            tally describe DATA tells what is in a file and what is odd about it.

            tally serve DATA shows a dashboard of it in a browser.

            tally compare FILE_A FILE_B tells what a new extract changed.

            tally report FILE DATA -o PAGE makes a page of a text with queries in it.

            tally cache list and tally cache clear look after the snapshots that make the next start on a big file fast.

            tally fmt FILE rewrites query scripts in their canonical form, tally check FILE tells their mistakes.

            tally help explains the language, tally help TOPIC one word of it.

            Exit codes: 0 fine, 1 query error, 2 usage, 3 an expect failed, 4 data could not be loaded, 130 interrupted.
            """,
        version: "tally 0.1.0")

    @Argument(help: ArgumentHelp("Files of one layout, or - for standard input.", valueName: "data"))
    var data: [String] = []

    @OptionGroup(title: "Reading data")
    var loading: LoadingArguments

    @Option(
        name: [.customShort("c"), .customLong("query")], parsing: .unconditionalSingleValue,
        help: "A query to run; may be repeated.")
    var queries: [String] = []

    @Option(name: [.customShort("f"), .customLong("file")], help: "A script to run.")
    var script: String?

    @OptionGroup
    var parameters: ParameterArguments

    @Option(
        name: [.customShort("o"), .customLong("format")],
        help: "table, csv, tsv, json, ndjson, markdown, html, line, xlsx or sqlite.")
    var format: String?

    @Option(help: "A file for the results; its ending picks the format.")
    var output: String?

    @Flag(help: "Let results replace existing files.")
    var overwrite = false

    @Flag(help: "Write NAME.provenance.json beside each file: queries, data with digests, what was left out.")
    var provenance = false

    @Option(help: "The unit of durations as numbers: seconds, hours or days.")
    var durations: String?

    @Option(help: "How many threads a query may use.")
    var threads: Int?

    @Flag(help: "Write one JSON object with times per statement to standard error.")
    var timing = false

    @Flag(help: "Do not read ~/.config/tally/init.tally before the prompt.")
    var noInit = false

    @Flag(help: "Write grammar, functions, formats and the data's columns as JSON, for programs that write queries.")
    var spec = false

    @Option(help: "auto, always or never.")
    var color = "auto"

    mutating func validate() throws {
        guard ShellOptions.Color(rawValue: color) != nil else {
            throw ValidationError("--color is auto, always or never, not `\(color)`.")
        }
        if let durations, !["seconds", "hours", "days"].contains(durations) {
            throw ValidationError("--durations is seconds, hours or days, not `\(durations)`.")
        }
        if let threads, threads < 1 { throw ValidationError("--threads is at least 1.") }
        if spec, !queries.isEmpty || script != nil { throw ValidationError("--spec takes no queries.") }
    }

    mutating func run() throws {
        var options = ShellOptions()
        options.data = data
        loading.apply(to: &options)
        options.queries = queries
        options.script = script
        parameters.apply(to: &options)
        options.format = format
        options.output = output
        options.overwrites = overwrite
        options.provenance = provenance
        options.durations = durations
        options.threads = threads
        options.timing = timing
        options.readsInit = !noInit
        options.color = ShellOptions.Color(rawValue: color) ?? .auto
        let code = spec ? Shell(options).specify() : Shell(options).run()
        if code != .success { throw ArgumentParser.ExitCode(code.rawValue) }
    }

    static func main() {
        let arguments = CommandLine.arguments.dropFirst()
        guard let first = arguments.first else { return run(Tally.self, []) }
        if first == "help" { return run(HelpCommand.self, Array(arguments.dropFirst())) }
        if first == "describe" { return run(DescribeCommand.self, Array(arguments.dropFirst())) }
        if first == "lsp" { return run(LspCommand.self, Array(arguments.dropFirst())) }
        if first == "fmt" { return run(FormatCommand.self, Array(arguments.dropFirst())) }
        if first == "check" { return run(CheckCommand.self, Array(arguments.dropFirst())) }
        if first == "compare" { return run(CompareCommand.self, Array(arguments.dropFirst())) }
        if first == "report" { return run(ReportCommand.self, Array(arguments.dropFirst())) }
        if first == "serve" { return run(ServeCommand.self, Array(arguments.dropFirst())) }
        if first == "cache" { return run(CacheCommand.self, Array(arguments.dropFirst())) }
        PlainCommandLine.answer(Array(arguments))
        run(Tally.self, Array(arguments))
    }

    /// Usage errors end with 2, as the contract says, not with the library's 64.
    private static func run<Command: ParsableCommand>(_ type: Command.Type, _ arguments: [String]) {
        do {
            var command = try type.parse(arguments)
            try command.run()
        } catch {
            let code = type.exitCode(for: error)
            guard code == .validationFailure else { type.exit(withError: error) }
            StandardError.write(type.fullMessage(for: error))
            type.exit(withError: ArgumentParser.ExitCode(2))
        }
    }
}
