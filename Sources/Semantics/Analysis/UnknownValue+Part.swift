import Columnar
import Diagnostics
import Functions
import Syntax

/// A text that `contains`, `starts with` or `ends with` looks for and no value has.
extension UnknownValue {
    /// A way in which values spell a part, with the codes of those values.
    private struct Spelt {
        let text: String
        var codes: [UInt32]
    }

    func check(
        _ op: TextOperator, _ text: String, _ node: SyntaxNode, _ subject: BoundExpression, _ scope: RowScope,
        _ binder: Binder
    ) {
        let search = PartSearch(text, op)
        guard let column = KnownValues.whole(of: subject, scope), !text.isEmpty, node.nodes.count == 2,
            !column.codes.contains(where: { search.range(in: column.bytes($0), .exact) != nil })
        else { return }
        let meant = meant(by: text, op, node, column, scope, binder)
        binder.warn(
            id, at: node.nodes[1].range, "no \(column.name) \(op.rawValue) \"\(text)\"", advice: meant?.advice,
            notes: meant == nil ? binder.valueNotes(column.dictionary) : [], fixIts: meant?.fixIts ?? [])
    }

    /// The same text in other capitals, or with other separators; elsewhere in the values; then the nearest words.
    private func meant(
        by text: String, _ op: TextOperator, _ node: SyntaxNode, _ column: KnownValues, _ scope: RowScope,
        _ binder: Binder
    ) -> MeantValue? {
        for place in op == .contains ? [op] : [op, .contains] {
            let found = spellings(of: text, place, column)
            if !found.isEmpty { return offer(found, place, insteadOf: op, node, column, scope, binder) }
        }
        guard text.utf8.count > 3 else { return nil }
        let search = PartSearch(text, op)
        var seen: Set<String> = []
        let parts = column.codes.flatMap { code in
            let value = column.bytes(code)
            return search.candidates(in: value).map { String(decoding: value[$0], as: UTF8.self) }
        }.filter { seen.insert($0).inserted }
        guard let near = Suggestion.nearest(to: text, among: parts) else { return nil }
        return offer(spellings(of: near, op, column), op, insteadOf: op, node, column, scope, binder)
    }

    /// How values spell a text, most of them first.
    private func spellings(of text: String, _ op: TextOperator, _ column: KnownValues) -> [Spelt] {
        let search = PartSearch(text, op)
        for likeness in [PartSearch.Likeness.separators, .capitals] {
            var found: [String: Spelt] = [:]
            for code in column.codes {
                let value = column.bytes(code)
                guard let range = search.range(in: value, likeness) else { continue }
                let part = String(decoding: value[range], as: UTF8.self)
                found[part, default: Spelt(text: part, codes: [])].codes.append(code)
            }
            if !found.isEmpty {
                return found.values.sorted { ($1.codes.count, $0.text) < ($0.codes.count, $1.text) }
            }
        }
        return []
    }

    /// How many spellings a condition is written for.
    private static let written = 3

    private func offer(
        _ found: [Spelt], _ op: TextOperator, insteadOf written: TextOperator, _ node: SyntaxNode,
        _ column: KnownValues, _ scope: RowScope, _ binder: Binder
    ) -> MeantValue? {
        let rows = binder.rows(of: found.flatMap(\.codes), column, scope).map { counted($0, "row") }
        let (subject, pattern) = (node.nodes[0], node.nodes[1])
        let words = SourceRange(node.tokens.first?.range.start ?? subject.range.end, pattern.range.end)
        if found.count == 1 {
            let quoted = Spelling.quoted(found[0].text)
            let (test, range) = op == written ? (quoted, pattern.range) : ("\(op.rawValue) \(quoted)", words)
            let shown = op == written ? quoted : "`\(test)`"
            return MeantValue(
                advice: "did you mean \(shown)\(rows.map { " (\($0))" } ?? "")?",
                fixIts: [FixIt("replace it with \(shown)", range: range, replacement: test)])
        }
        var lowered: [String] = []
        for one in found.map({ $0.text.lowercased() }) where !lowered.contains(one) { lowered.append(one) }
        let tests = lowered.prefix(UnknownValue.written).map {
            "lower(\(subject.text)) \(op.rawValue) \(Spelling.quoted($0))"
        }
        let spelling = tests.count == 1 ? tests[0] : "(\(tests.joined(separator: " or ")))"
        return MeantValue(
            advice: rows.map { "`\(spelling)` holds for \($0)" } ?? "write `\(spelling)`",
            fixIts: [.writing(spelling, at: node.range)])
    }
}
