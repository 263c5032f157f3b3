import ArgumentParser
import Shell

/// `tally help`: the manual of the language. The options of the program are in `tally --help`.
struct HelpCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tally help", abstract: "Explains the language.", usage: "tally help [TOPIC]")

    @Argument(help: "A clause, measure, function, format, profile or concept; without one, all topics are listed.")
    var topic: [String] = []

    @Flag(help: ArgumentHelp("Write the whole manual as one Markdown page.", visibility: .private))
    var markdown = false

    mutating func run() throws {
        let code = markdown ? Help.writeReference() : Help.run(topic: topic)
        if code != .success { throw ArgumentParser.ExitCode(code.rawValue) }
    }
}
