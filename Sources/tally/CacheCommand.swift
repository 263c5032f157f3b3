import ArgumentParser
import Shell

/// `tally cache`: what is kept of big files, and how to be rid of it.
struct CacheCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tally cache", abstract: "Lists or removes the snapshots of big files.",
        usage: "tally cache list\ntally cache clear",
        discussion: """
            What was made of a file of more than 8 MB is kept, so that the next start on it parses nothing. All snapshots \
            together take at most 4 GB; those that were used longest ago go first.
            """)

    enum Action: String, ExpressibleByArgument, CaseIterable {
        case list
        case clear
    }

    @Argument(help: "list or clear.")
    var action: Action

    mutating func run() throws {
        let code = action == .list ? CacheListing.list() : CacheListing.clear()
        if code != .success { throw ArgumentParser.ExitCode(code.rawValue) }
    }
}
