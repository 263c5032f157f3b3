import ArgumentParser

/// `tally-data san-antonio-study`
struct StudyFeedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "san-antonio-study",
        abstract: "Write the feed of the published study: 606,061 rows, the 7,514 Customer Service cases among them."
    )

    @Option(name: .shortAndLong, help: "The file to write, - for standard output.")
    var output = "-"

    mutating func run() throws {
        let writer = try RowWriter(path: output)
        try StudyFeed().write(to: writer)
        try writer.finish()
    }
}
