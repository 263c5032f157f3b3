import ArgumentParser
import Shell

/// `tally describe`: what is in a file, column by column, and what is odd about it.
struct DescribeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tally describe", abstract: "Tells what is in a file and what is odd about it.",
        usage: "tally describe DATA ... [--profile]")

    @Argument(help: ArgumentHelp("Files of one layout, or - for standard input.", valueName: "data"))
    var data: [String]

    @Flag(help: "Propose a dataset profile, to be corrected and used, instead of the report.")
    var profile = false

    @OptionGroup(title: "Reading data")
    var loading: LoadingArguments

    mutating func run() throws {
        var options = ShellOptions()
        options.data = data
        loading.apply(to: &options)
        let code = Shell(options).describe(asProfile: profile)
        if code != .success { throw ArgumentParser.ExitCode(code.rawValue) }
    }
}
