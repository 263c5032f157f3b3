internal import Charts
internal import Columnar
internal import Engine
internal import TabularIO

/// What a page shows of a result: its picture where `draw` stands, and as many of its rows as are read.
struct Figure {
    /// SVG; nil where the table is shown.
    let picture: String?
    let rows: [Int]
    /// What the reader has to know: why there is no picture, how many rows are not shown.
    let remarks: [String]

    /// Longer results are cut: a page is for reading.
    private static let maxRows = 500

    /// - Parameter isDrawn: Whether there is a place for a picture.
    init(_ result: QueryResult, isDrawn: Bool = true) throws(OutputError) {
        var remarks: [String] = []
        var picture: String?
        if isDrawn {
            do throws(OutputError) { picture = try Pictures.svg(result.chart, of: result.table) } catch {
                // The table shows what cannot be drawn.
                guard error.kind == .notDrawable else { throw error }
                remarks.append(error.message)
            }
        }
        let count = min(result.table.rowCount, Figure.maxRows)
        if count < result.table.rowCount {
            let counts = [count, result.table.rowCount].map(grouped)
            remarks.append("\(counts[0]) of \(counts[1]) rows shown")
        }
        self.picture = picture
        self.remarks = remarks
        rows = Array(0..<count)
    }
}
