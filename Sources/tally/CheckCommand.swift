import ArgumentParser
import Shell

/// `tally check`: everything that is wrong or doubtful in scripts.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tally check", abstract: "Checks query scripts without running them.",
        usage: "tally check FILE ... [--data DATA ...] [-o text|json|sarif] [--strict]",
        discussion: """
            With --data, names, types and values are checked against its columns; without, the text and what scripts \
            read by themselves. Exit code 1 says that there are errors, or with --strict warnings.
            """)

    @Argument(help: ArgumentHelp("Scripts, or - for standard input.", valueName: "file"))
    var files: [String]

    @Option(help: "A file of the data that the scripts are for; may be repeated.")
    var data: [String] = []

    @Option(name: [.customShort("o"), .customLong("format")], help: "text, json or sarif.")
    var format = "text"

    @Flag(help: "Let warnings fail the check too.")
    var strict = false

    @OptionGroup(title: "Reading data")
    var loading: LoadingArguments

    mutating func validate() throws {
        guard ScriptCheck.Form(rawValue: format) != nil else {
            throw ValidationError("--format is text, json or sarif, not `\(format)`.")
        }
    }

    mutating func run() throws {
        var options = ShellOptions()
        options.data = data
        options.loading = loading.options
        let code = ScriptCheck(ScriptCheck.Form(rawValue: format) ?? .text, isStrict: strict, options).run(files)
        if code != .success { throw ArgumentParser.ExitCode(code.rawValue) }
    }
}
