import Columnar
import Diagnostics
import Functions
import Syntax

/// Numbers that are names, such as postcodes, and parts of the calendar have no middle.
struct AverageOfCategory: Analyzer {
    private static let names: Set = [
        "id", "ids", "key", "zip", "zipcode", "postcode", "plz", "code", "district", "ward", "precinct", "beat",
        "tract",
        "phone", "bbl", "block", "lot",
    ]
    private static let parts: Set = ["month", "week", "quarter", "weekday_number", "day", "hour", "minute"]
    private static let measures: Set = ["avg", "sum", "median", "quantile", "stddev", "variance", "gini"]

    let id = "average-of-category"
    let explanation = """
        A measure of size is asked of a number that is a name, such as a postcode or a district, or of a part of the \
        calendar, where December and January are neighbours. `mode x` is the most frequent value, `distinct x` counts \
        them, `group by x` shows each.
        """
    let example = "show avg month(opened)"

    func inspect(_ expression: BoundExpression, at node: SyntaxNode, _ level: Level, _ binder: Binder) {
        guard node.kind == .aggregate, case .measure(let scope) = level,
            case .column(.aggregate(let index, _)) = expression.kind
        else { return }
        let call = scope.stage.calls[index]
        guard AverageOfCategory.measures.contains(call.function.name), let operand = call.operand.map(Fact.plain),
            let what = category(operand, scope.rows), let text = node.nodes.first?.canonicalText
        else { return }
        binder.warn(
            id, at: node.range, "`\(node.canonicalText)` takes \(what) for a quantity",
            fixIts: ["mode", "distinct"].map {
                FixIt.writing("\($0) \(text)", at: node.range)
            })
    }

    private func category(_ operand: BoundExpression, _ scope: RowScope) -> String? {
        switch operand.kind {
        case .column(.input(let index, let name)) where operand.type == .integer && scope.dataSet != nil:
            let headers = [name, scope.fields[index].header ?? name]
            let words = Set(headers.flatMap { nameKey($0).split(separator: "_").map(String.init) })
            return words.isDisjoint(with: AverageOfCategory.names) ? nil : "the numbers of `\(name)`, which are names,"
        case .call(let function, _) where AverageOfCategory.parts.contains(function.name):
            return "the \(function.name) of the calendar"
        default: return nil
        }
    }
}
