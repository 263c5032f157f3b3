import ArgumentParser

/// `tally-data districts`
struct DistrictsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "districts",
        abstract: "Write a table of ten synthetic council districts."
    )

    @Option(name: .shortAndLong, help: "The file to write, - for standard output.")
    var output = "-"

    @Flag(help: "Write their outlines as GeoJSON instead.")
    var outlines = false

    mutating func run() throws {
        let writer = try RowWriter(path: output)
        if outlines {
            try DistrictOutlines.write(to: writer)
            return try writer.finish()
        }
        try writer.line(DistrictTable.header)
        for (index, row) in DistrictTable.rows.enumerated() {
            writer.number(index + 1)
            writer.number(row.population)
            writer.plain("\(row.tenthsOfSquareMiles / 10).\(row.tenthsOfSquareMiles % 10)")
            writer.number(row.income)
            try writer.endRow()
        }
        try writer.finish()
    }
}
