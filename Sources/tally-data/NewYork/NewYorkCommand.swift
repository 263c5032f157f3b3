import ArgumentParser

/// `tally-data nyc`
struct NewYorkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nyc",
        abstract: "Write a synthetic file of any size in the 41 columns of New York's portal export."
    )

    @Option(help: "The number of rows.")
    var rows = 100_000

    @Option(help: "Another seed gives another file.")
    var seed: UInt64 = 1

    @Option(name: .shortAndLong, help: "The file to write, - for standard output.")
    var output = "-"

    func validate() throws {
        if rows < 0 { throw ValidationError("--rows is \(rows); a number of at least 0 was expected.") }
    }

    mutating func run() throws {
        let writer = try RowWriter(path: output)
        var generator = NewYorkGenerator(rows: rows, seed: seed)
        try generator.write(to: writer)
        try writer.finish()
    }
}
