import Columnar
import Diagnostics
import Functions
import Syntax

/// A measure, a column or a picture where a query begins: `count where late`, `late`, `districts`, `map`.
extension Binder {
    /// The clause that the name of no data set is meant as; nil where it is nothing else either.
    func bareNameFixIt(_ name: String, _ reference: SyntaxNode) -> FixIt? {
        guard let dataSet = environment.dataSets.first,
            !path(to: reference.range).contains(where: { $0.kind == .fromClause })
        else { return nil }
        let rows = RowScope(fields: dataSet.fields, dataSet: dataSet)
        if name.lowercased() == "count" { return .writing("show count", at: reference.range) }
        if ChartKind(rawValue: name.lowercased()) != nil {
            return .writing("draw \(name.lowercased())", at: reference.range)
        }
        let known = rows.names + definedNames(rows)
        guard
            let meant = known.first(where: { nameKey($0) == nameKey(name) })
                ?? Suggestion.nearest(to: name, among: known)
        else { return nil }
        return .writing(clause(naming: meant, at: reference, rows), at: reference.range)
    }

    /// A rate of a condition, a measure as it is, groups of anything else.
    private func clause(naming name: String, at node: SyntaxNode, _ rows: RowScope) -> String {
        let spelling = Spelling.name(name)
        let column = rows.columns(named: name).first.map { rows.fields[$0].type }
        guard let definition = definition(name, rows) else {
            return column == .boolean ? "show \(spelling)%" : "group by \(spelling)"
        }
        switch definition.meaning {
        case .measure, .span: return "show \(spelling)"
        case .define(let parameters, _) where parameters.isEmpty:
            let type = quietly { bind(definition, at: node, .row(rows)) }?.type
            return type == .boolean ? "show \(spelling)%" : "group by \(spelling)"
        default: return "group by \(spelling)"
        }
    }
}
