import ArgumentParser
import LanguageServer

/// `tally lsp`: the language server for editors.
struct LspCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tally lsp",
        abstract: "Serves editors with the Language Server Protocol on standard input and output.",
        usage: "tally lsp [DATA ...]",
        discussion: """
            Editors start it. DATA are the files that queries read by default; without them the setting `tally.data` of \
            the editor names them, as a path or a list of paths from the workspace folder.
            """)

    @Argument(help: ArgumentHelp("Files of one layout.", valueName: "data"))
    var data: [String] = []

    @Option(help: "How many threads a query may use.")
    var threads: Int?

    @Flag(name: .customLong("stdio"), help: "Use standard input and output, as always: for editors that say so.")
    var usesStandardStreams = false

    mutating func run() throws {
        if LanguageServer.isInTerminal {
            StandardError.write(
                "`tally lsp` speaks the Language Server Protocol with the editor that starts it; editors/README.md says "
                    + "how. Ctrl-D leaves.")
        }
        let code = LanguageServer(data: data, threads: threads).run()
        if code != 0 { throw ArgumentParser.ExitCode(code) }
    }
}
