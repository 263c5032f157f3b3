import ArgumentParser
import Shell

/// `tally cache`: what is kept of big files, and how to be rid of it.
struct CacheCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tally cache", abstract: "Lists, removes or makes the snapshots of big files.",
        usage: "tally cache list\ntally cache clear\ntally cache build DATA ...",
        discussion: """
            What was made of a file of more than 8 MB is kept, so that the next start on it parses nothing. All snapshots \
            together take at most 4 GB; those that were used longest ago go first. A question on a file without one has \
            it made in the background; `tally cache build` makes it at once.
            """)

    enum Action: String, ExpressibleByArgument, CaseIterable {
        case list
        case clear
        case build
    }

    @Argument(help: "list, clear or build.")
    var action: Action

    @Argument(help: ArgumentHelp("For build: files of one layout.", valueName: "data"))
    var data: [String] = []

    @OptionGroup(title: "Reading data")
    var loading: LoadingArguments

    @Option(help: .hidden)
    var profiles = ""

    @Flag(help: .hidden)
    var background = false

    mutating func validate() throws {
        guard action == .build else {
            if !data.isEmpty { throw ValidationError("`tally cache \(action.rawValue)` takes no file.") }
            return
        }
        if data.isEmpty { throw ValidationError("`tally cache build` needs the files to make a snapshot of.") }
        if loading.noCache { throw ValidationError("`tally cache build` writes what --no-cache does without.") }
    }

    mutating func run() throws {
        let code =
            switch action {
            case .list: CacheListing.list()
            case .clear: CacheListing.clear()
            case .build: Shell(options).buildSnapshot(profiles: profiles, isBackground: background)
            }
        if code != .success { throw ArgumentParser.ExitCode(code.rawValue) }
    }

    private var options: ShellOptions {
        var options = ShellOptions()
        options.data = data
        loading.apply(to: &options)
        return options
    }
}
