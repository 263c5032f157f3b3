/// What becomes of a row that has another number of cells than the header.
package enum RaggedPolicy: String, Sendable, CaseIterable {
    /// Loading ends with the line, what was expected and what was found.
    case error
    /// Cells that lack are missing, cells too many are left out.
    case pad
    /// The row is left out.
    case skip
}

/// A row that had another number of cells than the header.
package struct RaggedRow: Sendable, Hashable {
    package let source: InputSource
    /// The physical line on which the row begins, counted from 1.
    package let line: Int
    package let expected: Int
    package let found: Int
}

/// The ragged rows of a pass, the first of them with their places.
struct RaggedRows {
    private(set) var count = 0
    private(set) var first: [(source: Int, offset: Int, found: Int)] = []

    static let listed = 20

    /// Adds those of one chunk; chunks come in any order.
    mutating func add(_ rows: [(offset: Int, found: Int)], source: Int) {
        guard !rows.isEmpty else { return }
        count += rows.count
        first += rows.prefix(RaggedRows.listed).map { (source, $0.offset, $0.found) }
        first.sort { ($0.source, $0.offset) < ($1.source, $1.offset) }
        first.removeLast(max(0, first.count - RaggedRows.listed))
    }
}
