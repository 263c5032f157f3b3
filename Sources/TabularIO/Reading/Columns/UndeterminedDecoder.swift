import Columnar

/// Stands in while a column shows no value that tells its type, and nobody wants its values unless they are times: every
/// known value is a misfit, so that the column's classes are counted.
final class UndeterminedDecoder: ColumnDecoder {
    override func decode(_ cells: Cells, of chunk: RowChunk) {
        var missing = 0
        for row in 0..<cells.count {
            let cell = cells[row]
            if cell.count == 0 { missing &+= 1 } else { misfit(cell, row: row, of: chunk) }
        }
        finish(chunk, missing: missing, .none)
    }
}
