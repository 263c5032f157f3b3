import ArgumentParser
import Shell

/// `tally compare`: what a new extract changed.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tally compare",
        abstract: "Tells what a new extract changed: columns, rows, keys, values, missing shares, period.",
        usage: "tally compare FILE_A FILE_B [--key COLUMN] [-o FORMAT] [--output FILE]")

    @Argument(help: ArgumentHelp("The extract before, or - for standard input.", valueName: "file_a"))
    var before: String

    @Argument(help: ArgumentHelp("The extract after it, or - for standard input.", valueName: "file_b"))
    var after: String

    @Option(help: ArgumentHelp("The column that tells which rows are the same.", valueName: "column"))
    var key: String?

    @Option(
        name: [.customShort("o"), .customLong("format")],
        help: "table, csv, tsv, json, ndjson, markdown, html, line, xlsx or sqlite.")
    var format: String?

    @Option(help: "A file for the report; its ending picks the format.")
    var output: String?

    @Flag(help: "Let the report replace an existing file.")
    var overwrite = false

    @OptionGroup(title: "Reading data")
    var loading: LoadingArguments

    mutating func validate() throws {
        if before == "-", after == "-" { throw ValidationError("Only one of the two can be standard input.") }
    }

    mutating func run() throws {
        var options = ShellOptions()
        loading.apply(to: &options)
        options.format = format
        options.output = output
        options.overwrites = overwrite
        let code = Shell(options).compare(before, to: after, key: key)
        if code != .success { throw ArgumentParser.ExitCode(code.rawValue) }
    }
}
