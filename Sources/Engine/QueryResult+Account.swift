import TabularIO

extension QueryResult {
    /// What a result is an answer about, in a line: the rows that were looked at and left, what was left out of measures,
    /// and the day at which the data ends.
    package var account: String {
        account(notes: notes)
    }

    /// The same with other notes.
    func account(notes: [String]) -> String {
        ([rows] + notes + (asOf.map { ["as of \($0)"] } ?? [])).joined(separator: " · ")
    }

    private var rows: String {
        let scanned = NumberText.grouped(Int64(scannedRows))
        let plural = scannedRows == 1 ? "row" : "rows"
        if matchedRows == scannedRows { return "\(scanned) \(plural)" }
        return "\(NumberText.grouped(Int64(matchedRows))) of \(scanned) \(plural)"
    }
}
