import Columnar

/// A made-up table to look districts up in: some districts of the sample are not in it, and some cells are empty.
enum SampleAreas {
    static let csv =
        "District,Population,Income,Zone\n"
        + rows.map { row in
            row.map { ValueText.machine($0) ?? "" }.joined(separator: ",")
        }.joined(separator: "\n") + "\n"

    static let table = ReferenceTable(
        columns: [
            .init(name: "District", kind: .integer), .init(name: "Population", kind: .integer),
            .init(name: "Income", kind: .number), .init(name: "Zone", kind: .text(.codePoint)),
        ], rows: rows, isData: true)

    private static let rows: [[Value]] = (1...8 as ClosedRange<Int64>).map { district in
        [
            .integer(district), district == 4 ? .missing : .integer(1_000 * district + 37),
            district == 5 ? .missing : .number(30.5 + Double(district * district % 5)),
            .text(["North", "South", "West"][Int(district) % 3]),
        ]
    }
}
