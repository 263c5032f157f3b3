import Columnar

/// The table that a reader sees.
struct ReferenceResult {
    struct Cell: CustomStringConvertible {
        let value: Value
        var mark = ResultTable.Mark.none

        var description: String {
            switch mark {
            case .others: "(others)"
            case .total: "(total)"
            case .blank: "·"
            default: ValueText.machine(value) ?? "(missing)"
            }
        }
    }

    let headers: [String]
    let rows: [[Cell]]
}
