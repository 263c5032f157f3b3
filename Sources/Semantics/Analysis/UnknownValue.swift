import Columnar
import Diagnostics
import Functions
import Syntax

/// Values are checked like names: a text that occurs nowhere in its column is most likely misspelt.
struct UnknownValue: Analyzer {
    let id = "unknown-value"
    let explanation = """
        A text is compared with a column in which no row has it, so that the condition never holds, or with `!=` \
        always does, or no value of the column passes a test with `contains`, `starts with` or `ends with`. Case, spaces and \
        accents count. The nearest value, or part of values, that does occur is offered with the number of its rows.
        """
    let example = "where reason = \"customer service\" show count"

    func inspect(_ expression: BoundExpression, at node: SyntaxNode, _ level: Level, _ binder: Binder) {
        switch (node.kind, expression.kind) {
        case (.comparison, .comparison(let op, let left, let right)):
            // A text that only marks a place in the order need not occur.
            guard op == .equal || op == .notEqual, case .text(let text)? = right.constantValue else { return }
            let nodes = node.nodes
            guard let literal = nodes.last(where: { $0.kind == .literal }) ?? nodes.last else { return }
            check(text, literal, left, level.rows, binder, comparison: node)
        case (.membership, .membership(let left, let values, _)):
            for (value, element) in zip(values, node.nodes.last?.nodes ?? []) {
                if case .text(let text) = value { check(text, element, left, level.rows, binder) }
            }
        case (.textTest, .textTest(let op, let left, let text)):
            if op != .matches { check(op, text, node, left, level.rows, binder) }
        default: return
        }
    }

    private func check(
        _ text: String, _ node: SyntaxNode, _ subject: BoundExpression, _ scope: RowScope, _ binder: Binder,
        comparison: SyntaxNode? = nil
    ) {
        guard let column = KnownValues(of: subject, scope), column.dictionary.code(of: text) == nil else { return }
        let values = column.texts
        let near =
            values.first { nameKey($0) == nameKey(text) } ?? abbreviation(of: text, among: values, column)
            ?? Suggestion.nearest(to: text, among: values)
        let meant: MeantValue?
        if text.isEmpty, let comparison, let name = comparison.nodes.first?.text {
            let test = "\(name) is \(comparison.token(TokenKind.equal) != nil ? "missing" : "known")"
            meant = MeantValue(
                advice: "an empty cell is a missing value: write `\(test)`",
                fixIts: [.writing(test, at: comparison.range)])
        } else if let whole = unquoted(node, column) {
            meant = offer(whole.value, at: whole.range, column, scope, binder)
        } else if let near {
            meant = offer(near, at: node.range, column, scope, binder)
        } else {
            meant = binder.part(text, at: node.range, of: comparison, column, scope)
        }
        binder.warn(
            id, at: node.range, "no row has the \(column.name) \"\(text)\"", advice: meant?.advice,
            notes: meant == nil ? binder.valueNotes(column.dictionary) : [], fixIts: meant?.fixIts ?? [])
    }

    private func offer(
        _ value: String, at range: SourceRange, _ column: KnownValues, _ scope: RowScope, _ binder: Binder
    ) -> MeantValue {
        let quoted = Spelling.quoted(value)
        return MeantValue(
            advice: "did you mean \"\(value)\"\(binder.rowsOf(value, column, scope))?",
            fixIts: [FixIt("replace it with \(quoted)", range: range, replacement: quoted)])
    }

    /// A value that begins with a number, without its quotes: `source = 311 Mobile App`.
    private func unquoted(_ node: SyntaxNode, _ column: KnownValues) -> (value: String, range: SourceRange)? {
        guard node.kind == .literal, node.firstToken.kind == .number else { return nil }
        let source = node.tree.source
        return column.value(at: node.range, upTo: source.count, of: source).map {
            ($0, SourceRange(node.range.start, node.range.start + $0.utf8.count))
        }
    }

    /// `Monday` for `Mon`: functions have short names for what has long ones.
    private func abbreviation(of text: String, among values: some Sequence<String>, _ column: KnownValues) -> String? {
        guard column.index == nil, text.count > 2 else { return nil }
        return values.first { nameKey(text).hasPrefix(nameKey($0)) }
    }
}
