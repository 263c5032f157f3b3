import ArgumentParser
import Shell

/// `tally fmt`: scripts in their canonical form.
struct FormatCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tally fmt", abstract: "Rewrites query scripts in their canonical form.",
        usage: "tally fmt FILE ... [--check | --diff]",
        discussion: "The meaning never changes, and a script with mistakes is left as it is.")

    @Argument(help: ArgumentHelp("Scripts, or - to format standard input to standard output.", valueName: "file"))
    var files: [String]

    @Flag(help: "Change nothing; name the scripts that are not formatted and end with exit code 1 if there are any.")
    var check = false

    @Flag(help: "Change nothing; show what would change.")
    var diff = false

    mutating func validate() throws {
        if check, diff { throw ValidationError("--check and --diff exclude each other.") }
    }

    mutating func run() throws {
        let mode: ScriptFormatting.Mode = check ? .check : diff ? .difference : .rewrite
        let code = ScriptFormatting(mode, colors: .auto).run(files)
        if code != .success { throw ArgumentParser.ExitCode(code.rawValue) }
    }
}
