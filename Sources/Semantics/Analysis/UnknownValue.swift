import Columnar
import Diagnostics
import Functions
import Syntax

/// Values are checked like names: a text that occurs nowhere in its column is most likely misspelt.
struct UnknownValue: Analyzer {
    let id = "unknown-value"
    let explanation = """
        A text is compared with a column in which no row has it, so that the condition can never hold (with `!=`: always \
        does). Case, spaces and accents count. The nearest value that does occur is offered with the number of its rows.
        """
    let example = "where reason = \"customer service\" show count"

    func inspect(_ expression: BoundExpression, at node: SyntaxNode, _ level: Level, _ binder: Binder) {
        switch (node.kind, expression.kind) {
        case (.comparison, .comparison(let op, let left, let right)):
            // A text that only marks a place in the order need not occur.
            guard op == .equal || op == .notEqual, case .text(let text)? = right.constantValue else { return }
            let nodes = node.nodes
            guard let literal = nodes.last(where: { $0.kind == .literal }) ?? nodes.last else { return }
            check(text, literal, left, level.rows, binder)
        case (.membership, .membership(let left, let values, _)):
            for (value, element) in zip(values, node.nodes.last?.nodes ?? []) {
                if case .text(let text) = value { check(text, element, left, level.rows, binder) }
            }
        default: return
        }
    }

    private func check(
        _ text: String, _ node: SyntaxNode, _ subject: BoundExpression, _ scope: RowScope, _ binder: Binder
    ) {
        guard let column = KnownValues(of: subject, scope), column.dictionary.code(of: text) == nil else { return }
        let values = column.texts
        let near =
            values.first { nameKey($0) == nameKey(text) } ?? abbreviation(of: text, among: values, column)
            ?? Suggestion.nearest(to: text, among: values)
        let fixIts = near.map { value -> [FixIt] in
            let quoted = Spelling.quoted(value)
            return [FixIt("replace it with \(quoted)", range: node.range, replacement: quoted)]
        }
        let advice = near.map { value in
            let rows = column.index.flatMap { index in
                scope.dataSet.map { rowCount(of: value, $0.table.columns[index]) }
            }
            return "did you mean \"\(value)\"\(rows.map { " (\(counted($0, "row")))" } ?? "")?"
        }
        binder.warn(
            id, at: node.range, "no row has the \(column.name) \"\(text)\"", advice: advice,
            notes: near == nil ? binder.valueNotes(column.dictionary) : [], fixIts: fixIts ?? [])
    }

    /// `Monday` for `Mon`: functions have short names for what has long ones.
    private func abbreviation(of text: String, among values: some Sequence<String>, _ column: KnownValues) -> String? {
        guard column.index == nil, text.count > 2 else { return nil }
        return values.first { nameKey(text).hasPrefix(nameKey($0)) }
    }

    private func rowCount(of value: String, _ column: Column) -> Int {
        guard case .codes(let codes, let dictionary) = column.storage, let wanted = dictionary.code(of: value) else {
            return 0
        }
        var count = 0
        for row in 0..<codes.count where codes[row] == wanted { count += 1 }
        return count
    }
}
