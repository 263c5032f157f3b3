import Columnar
import Diagnostics
import Syntax

/// What is offered for a value that no row has.
struct MeantValue {
    let advice: String
    let fixIts: [FixIt]
}

/// Values of which only a part was written: `reason = Customer`, `type = "Complaint"`.
extension Binder {
    /// `type contains complaint`: a word that names nothing stands for itself, as the values spell it.
    func failOnUnquoted(_ node: SyntaxNode, _ subject: BoundExpression, _ level: Level) -> Bool {
        guard node.kind == .name, subject.type == .text, openDefinitions.isEmpty,
            quietly({ bind(node, .row(level.rows)) }) == nil
        else { return false }
        let part = KnownValues(of: subject, level.rows)?.holding(node.text).first?.part ?? node.text
        error(
            "unknown-column", at: node.range, "there is no column or definition `\(node.text)`",
            advice: "a text stands in quotes: \(Spelling.quoted(part))",
            fixIts: [.writing(Spelling.quoted(part), at: node.range)])
        return true
    }

    /// How many words behind an unquoted one may belong to it.
    private static let words = 6

    /// What the words from a name on are a part of; nil where the name is compared with no text column.
    func unquotedPart(_ node: SyntaxNode) -> MeantValue? {
        guard openDefinitions.isEmpty, let query, let compared,
            let values = KnownValues(of: compared.expression, compared.rows)
        else { return nil }
        if values.index == nil, let short = values.texts.first(where: { nameKey(node.text).hasPrefix(nameKey($0)) }) {
            // `weekday(opened) = Monday`
            return MeantValue(
                advice: "did you mean \(Spelling.quoted(short))?",
                fixIts: [.writing(Spelling.quoted(short), at: node.range)])
        }
        let text = node.tree.source.text(SourceRange(node.range.start, query.range.end))
        var ends: [Int] = []
        for (offset, byte) in text.utf8.enumerated() where ends.count < Binder.words {
            let isEnd = [UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: ","), UInt8(ascii: ")")].contains(byte)
            if isEnd, offset >= node.range.length { ends.append(offset) }
        }
        if ends.count < Binder.words { ends.append(text.utf8.count) }
        return ends.reversed().lazy.compactMap { end in
            let range = SourceRange(node.range.start, node.range.start + end)
            let comparison = self.path(to: node.range).last { $0.kind == .comparison }
            return self.part(node.tree.source.text(range), at: range, of: comparison, values, compared.rows)
        }.first
    }

    /// What a text is a part of, and what stands for it then.
    /// - Parameter comparison: where the text is the right side of one.
    func part(
        _ text: String, at range: SourceRange, of comparison: SyntaxNode?, _ values: KnownValues, _ scope: RowScope
    ) -> MeantValue? {
        let found = values.holding(text)
        guard let first = found.first else { return nil }
        if found.count == 1 {
            let quoted = Spelling.quoted(first.value)
            return MeantValue(
                advice: "did you mean \(quoted)\(rowsOf(first.value, values, scope))?",
                fixIts: [FixIt("write \(quoted)", range: range, replacement: quoted)])
        }
        guard let comparison, let sign = comparison.tokens.first, let left = comparison.nodes.first,
            comparison.nodes.last?.range.start == range.start, sign.kind == .equal || sign.kind == .notEqual
        else { return nil }
        let test = "\(left.text) contains \(Spelling.quoted(first.part))"
        let spelling = sign.kind == .equal ? test : "not \(test)"
        let count = found.count { $0.part == first.part }
        return MeantValue(
            advice: "\(counted(count, "value")) \(count == 1 ? "holds" : "hold") it: write `\(spelling)`",
            fixIts: [
                FixIt(
                    "write `\(spelling)`", range: SourceRange(comparison.range.start, range.end), replacement: spelling)
            ])
    }

    /// `street` for `location_street_name`: a word of one column's name, or of few.
    func partOfName(_ name: String, _ node: SyntaxNode, _ scope: RowScope) -> MeantValue? {
        let word = nameKey(name)
        func hasWord(_ name: String) -> Bool { nameKey(name).split(separator: "_").contains { $0 == word } }
        let found = scope.fields.filter { hasWord($0.name) || $0.header.map(hasWord) == true }.map(\.name)
        guard (1...Binder.words).contains(found.count) else { return nil }
        let names = found.map(Spelling.name)
        return MeantValue(
            advice: found.count == 1
                ? "did you mean `\(found[0])`?" : "columns with that word: \(names.joined(separator: ", "))",
            fixIts: names.map { FixIt("replace `\(name)` with `\($0)`", range: node.range, replacement: $0) })
    }

    /// `where potholes`: a word alone, where a condition stands, that values of a usual column hold.
    func heldByValues(_ name: String, _ node: SyntaxNode, _ scope: RowScope) -> MeantValue? {
        let places: Set<SyntaxKind> = [.whereClause, .ifModifier, .rate, .andExpression, .orExpression, .notExpression]
        guard openDefinitions.isEmpty, let data = scope.dataSet, compared == nil,
            let place = path(to: node.range).dropLast().last, places.contains(place.kind)
        else { return nil }
        let singular = name.hasSuffix("s") ? [String(name.dropLast())] : []
        for index in data.usualDimensionColumns {
            guard let values = KnownValues.whole(of: scope.column(index), scope) else { continue }
            for word in [name] + singular {
                let parts = Set(values.holding(word).map(\.part))
                guard let part = parts.first else { continue }
                let column = Spelling.name(scope.fields[index].name)
                let test =
                    parts.count == 1
                    ? "\(column) contains \(Spelling.quoted(part))"
                    : "lower(\(column)) contains \(Spelling.quoted(word.lowercased()))"
                return MeantValue(advice: "did you mean `\(test)`?", fixIts: [.writing(test, at: node.range)])
            }
        }
        return nil
    }

    /// ` (7,514 rows)` for a value of a column of the data.
    func rowsOf(_ value: String, _ values: KnownValues, _ scope: RowScope) -> String {
        let rows = rows(of: values.dictionary.code(of: value).map { [$0] } ?? [], values, scope)
        return rows.map { " (\(counted($0, "row")))" } ?? ""
    }

    /// How many rows of the data have one of some values; nil for what is no column of it.
    func rows(of codes: [UInt32], _ values: KnownValues, _ scope: RowScope) -> Int? {
        values.index.flatMap { index in scope.dataSet?.table.columns[index] }?.rows(of: codes)
    }
}

extension Column {
    /// How many rows have one of some texts; 0 where the column is none of texts.
    fileprivate func rows(of wanted: [UInt32]) -> Int {
        guard case .codes(let codes, let dictionary) = storage else { return 0 }
        var isWanted = [Bool](repeating: false, count: dictionary.count + 1)
        for code in wanted { isWanted[Int(code)] = true }
        var count = 0
        for row in 0..<codes.count where isWanted[Int(codes[row])] { count += 1 }
        return count
    }
}
