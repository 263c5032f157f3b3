import ArgumentParser

/// `tally-data customer-service`
struct CustomerServiceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "customer-service",
        abstract: "Write or check the 7,514 synthetic cases that reproduce the published Customer Service figures."
    )

    @Option(name: .shortAndLong, help: "The file to write, - for standard output.")
    var output = "-"

    @Option(help: "Recompute every published figure from this file instead of writing one.")
    var check: String?

    mutating func run() throws {
        if let check {
            let figures = CustomerServiceFigures(try DelimitedRecords(path: check))
            guard figures.report() else { throw ExitCode(1) }
            return
        }
        let writer = try RowWriter(path: output)
        // The seed is part of the example: another one gives another file.
        var example = CustomerServiceExample(seed: 7_514)
        try example.write(to: writer)
        try writer.finish()
    }
}
