import ArgumentParser

/// `tally-data san-antonio`
struct SanAntonioCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "san-antonio",
        abstract: "Write a synthetic feed of any size in the layout of San Antonio's service calls."
    )

    @Option(help: "The number of rows.")
    var rows = 600_000

    @Option(help: "Another seed gives another feed.")
    var seed: UInt64 = 1

    @Flag(help: "Write times of day, not dates alone.")
    var times = false

    @Flag(help: "Soil some rows: mixed case, padding, closings before the opening, placeholder dates.")
    var dirt = false

    @Option(name: .shortAndLong, help: "The file to write, - for standard output.")
    var output = "-"

    func validate() throws {
        if rows < 0 { throw ValidationError("--rows is \(rows); a number of at least 0 was expected.") }
    }

    mutating func run() throws {
        let writer = try RowWriter(path: output)
        var feed = FeedGenerator(FeedOptions(rows: rows, seed: seed, withTimes: times, withDirt: dirt))
        try feed.write(to: writer)
        try writer.finish()
    }
}
