import ArgumentParser
import Shell

/// `tally serve`: the dashboard in a browser.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tally serve",
        abstract: "Serves a dashboard of the data to a browser on this machine.",
        usage: """
            tally serve DATA ... [SCRIPT.tally] [--port PORT]
                        [--open | --output FILE.html]
            """,
        discussion: """
            Every chart filters every other one, and each shows the query that it is the answer of. A script adds its \
            definitions and its queries. Only this machine is served, only with the token in the address that is \
            printed, and nothing is written. Ctrl-C ends it.
            """)

    @Argument(help: ArgumentHelp("Files of one layout, and at most one script.", valueName: "data"))
    var data: [String]

    @Option(help: "The port; without it 8311, or a free one.")
    var port: Int?

    @Flag(name: .customLong("open"), help: "Open the address in the browser.")
    var opens = false

    @Option(help: "Write the dashboard into an .html file that opens without a server, and end.")
    var output: String?

    @Option(help: "With --output: how many requests the file carries one by one, spread evenly over the data.")
    var sample: Int?

    @Flag(help: "Let --output replace an existing file.")
    var overwrite = false

    @Option(help: "How many threads a query may use.")
    var threads: Int?

    @OptionGroup(title: "Reading data")
    var loading: LoadingArguments

    private var scripts: [String] { data.filter { $0.hasSuffix(".tally") } }

    mutating func validate() throws {
        if scripts.count > 1 {
            throw ValidationError("At most one script can be served; scripts take in others by `use`.")
        }
        if scripts.count == data.count { throw ValidationError("Name a data file to serve.") }
        if let output, !output.lowercased().hasSuffix(".html") {
            throw ValidationError("--output takes a name that ends in .html, not `\(output)`.")
        }
        if let sample, !(1...10_000).contains(sample) { throw ValidationError("--sample is between 1 and 10000.") }
        if sample != nil, output == nil {
            throw ValidationError("--sample is for the file of --output; the server lists all requests.")
        }
        if let port, !(0...65_535).contains(port) { throw ValidationError("--port is a number up to 65535.") }
        if let threads, threads < 1 { throw ValidationError("--threads is at least 1.") }
    }

    mutating func run() throws {
        var options = ShellOptions()
        options.data = data.filter { !$0.hasSuffix(".tally") }
        loading.apply(to: &options)
        options.threads = threads
        options.overwrites = overwrite
        let shell = Shell(options)
        let code =
            output.map { shell.writeDashboard(script: scripts.first, to: $0, sample: sample ?? 0) }
            ?? shell.serve(script: scripts.first, port: port, opensBrowser: opens)
        if code != .success { throw ArgumentParser.ExitCode(code.rawValue) }
    }
}
