import Columnar
import Diagnostics
import Syntax

/// A column in quotes, or its number, where rows are grouped, sorted or counted: in SQL both mean the column.
struct ConstantKey: Analyzer {
    let id = "constant-key"
    let explanation = """
        Rows are grouped, sorted or counted by something that is the same for all of them. What stands in double quotes is a \
        text; a column stands without quotes, or in back-quotes when its name has spaces. A column of the result is named, \
        not numbered.
        """
    let example = "group by \"district\" show count"

    func inspect(_ expression: BoundExpression, at node: SyntaxNode, _ level: Level, _ binder: Binder) {
        guard node.kind == .literal, binder.openDefinitions.isEmpty, let value = expression.constantValue else {
            return
        }
        let path = binder.path(to: node.range)
        guard let parent = path.dropLast().last, path.last?.kind == .literal else { return }
        let mayBeValue: Bool
        switch parent.kind {
        case .dimension, .sortKey, .byPart: mayBeValue = false
        case .aggregate: mayBeValue = true
        case .item where path.contains { $0.kind == .listClause }: mayBeValue = true
        default: return
        }
        let spelling = column(value, path, level.rows, binder)
        if mayBeValue, spelling == nil { return }
        binder.warn(
            id, at: node.range, "`\(node.text)` is the same for every row",
            fixIts: spelling.map { [.writing($0, at: node.range)] } ?? [])
    }

    /// The column that a text or a number may be meant to name, as it is written.
    private func column(_ value: Value, _ path: [SyntaxNode], _ rows: RowScope, _ binder: Binder) -> String? {
        switch value {
        case .text(let text):
            let key = nameKey(text)
            if let shown = shown(path, binder).first(where: { nameKey($0) == key }) { return shown }
            return rows.fields.first { nameKey($0.name) == key || $0.header.map(nameKey) == key }
                .map { Spelling.name($0.name) }
        case .integer(let number):
            let isSorted = path.contains { $0.kind == .sortKey || $0.kind == .byPart }
            let shown = isSorted ? shown(path, binder) : []
            return number > 0 && number <= shown.count ? shown[Int(number) - 1] : nil
        default: return nil
        }
    }

    /// The columns of the result, from the left; none where a time axis or a cross-tab makes some.
    private func shown(_ path: [SyntaxNode], _ binder: Binder) -> [String] {
        guard let stage = path.last(where: { $0.kind == .stage }), stage.first(.overClause) == nil,
            stage.first(.acrossClause) == nil
        else { return [] }
        let dimensions = stage.nodes(.groupByClause).flatMap { $0.nodes(.dimension) }
        let items = (stage.nodes(.showClause) + stage.nodes(.listClause)).flatMap { $0.nodes(.item) }
        return (dimensions + items).map { node in
            binder.label(node).map(Spelling.name) ?? node.nodes.last?.text ?? node.text
        }
    }
}
