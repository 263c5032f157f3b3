import Columnar
import Diagnostics
import Planning
import Semantics
import TabularIO

/// What `explain` says of a measure once its counts are there: its words, its value with the figures it is made of, and where
/// its names come from. A measure of groups is shown by the example of one of them.
struct MeasureExplanation: Sendable {
    /// The measure and its clauses as the query spells them.
    let text: String
    let account: MeasureAccount
    let plan: PhysicalPlan
    let names: [(name: String, meaning: String)]

    /// How many cells a line may take.
    let width: Int

    func page(_ result: QueryResult) -> String {
        // The counts behind a rate stand in columns of their own, which the account does not speak of.
        let table = ResultTable(
            columns: result.table.columns.filter { $0.role != .companion }, rowCount: result.table.rowCount)
        var sections = ["\(text)\n\(wrapped("  \(account.rows): \(account.words).", indent: 2))"]
        if let row = example(in: table) {
            if account.dimensions > 0 { sections.append("for example, \(group(row, table))") }
            equation(row, table).map { sections.append($0) }
            sections += account.parts.map { part in lines(part.lines, of: part.text, row, table) }
        } else {
            sections.append("  there is no value: no rows")
        }
        if !names.isEmpty {
            let width = names.map { displayWidth($0.name) }.max() ?? 0
            sections.append(
                names.map {
                    wrapped(
                        "  \(DisplayText.padded($0.name, to: width, right: false))  \($0.meaning)", indent: width + 4)
                }.joined(separator: "\n"))
        }
        let notes = result.notes.filter { !$0.contains(" left out of ") }
        sections.append(wrapped(result.account(notes: notes), indent: 0))
        return sections.joined(separator: "\n\n")
    }

    // MARK: - Values

    /// The last bucket of a time axis that the data covers, or the first group, of those with a value.
    private func example(in table: ResultTable) -> Int? {
        let rows = (0..<table.rowCount).filter { !table.value(row: $0, column: account.dimensions).isMissing }
        guard let axis = account.axis else { return rows.first ?? (table.rowCount > 0 ? 0 : nil) }
        return rows.last { table.mark(row: $0, column: axis) != .partial } ?? rows.last
    }

    private func group(_ row: Int, _ table: ResultTable) -> String {
        (0..<account.dimensions).map { "\(table.columns[$0].header) \(cell(row, $0, table))" }.joined(separator: ", ")
    }

    private func cell(_ row: Int, _ column: Int, _ table: ResultTable) -> String {
        let text = DisplayColumn(table.columns[column], rows: [row]).text(row: row)
        return text.isEmpty ? "(missing)" : text
    }

    /// `late% = 4,734 / 7,514 = 63.0%`
    private func equation(_ row: Int, _ table: ResultTable) -> String? {
        let figures = account.parts.first?.lines.map { figure($0, row, table) } ?? []
        let formula: String? =
            switch account.formula {
            case .rows: nil
            case .none: ""
            case .text(let words): " = \(words)"
            case .quotient where figures.count > 1: " = \(figures[0]) / \(figures[1])"
            case .difference where figures.count > 1: " = \(figures[0]) - \(figures[1])"
            case .growth where figures.count > 1: " = (\(figures[0]) - \(figures[1])) / \(figures[1])"
            case .mean: " = (\(figures.joined(separator: " + "))) / \(figures.count)"
            case .rank where figures.count > 1: " = \(figures[1]) + 1"
            case .index where figures.count > 1: " = 100 × \(figures[0]) / \(figures[1])"
            case .anomaly where figures.count > 2:
                " = (\(figures[0]) - \(figures[1])) / (1.4826 × \(figures[2]))"
            default: ""
            }
        return formula.map {
            wrapped(
                "  \(table.columns[account.dimensions].header)\($0) = \(cell(row, account.dimensions, table))",
                indent: 2)
        }
    }

    private func figure(_ line: MeasureAccount.Line, _ row: Int, _ table: ResultTable) -> String {
        switch line.figure {
        case .column(let column): return cell(row, column, table)
        case .before(let column, let buckets):
            return earlier(row, buckets, table).map { cell($0, column, table) } ?? "(none)"
        case .numerator(let column): return half(table.value(row: row, column: column)) { $0.0 }
        case .denominator(let column): return half(table.value(row: row, column: column)) { $0.1 }
        case .larger(let column):
            guard let own = table.value(row: row, column: column).number else { return "(missing)" }
            return grouped(known(alongAxis(row, table), column, table).count { $0 > own })
        case .mean(let column):
            let values = known((0..<table.rowCount), column, table)
            return spelt(values.reduce(0, +) / Double(values.count), table.columns[column].type)
        case .median(let column):
            return spelt(median(known(usual(row, table), column, table)), table.columns[column].type)
        case .spread(let column):
            let values = known(usual(row, table), column, table)
            let center = median(values)
            return spelt(median(values.map { abs($0 - center) }), table.columns[column].type)
        }
    }

    private func half(_ value: Value, _ choose: ((Double, Double)) -> Double) -> String {
        switch value {
        case .share(let part, let whole), .rate(let part, let whole):
            let half = choose((part, whole))
            return half.rounded() == half && half.magnitude < 1e15
                ? grouped(Int(half)) : ValueText.number(half)
        default: return "(missing)"
        }
    }

    /// The row of the same group so many buckets before.
    private func earlier(_ row: Int, _ buckets: Int, _ table: ResultTable) -> Int? {
        let others = (0..<account.dimensions).filter { $0 != account.axis }
        let same = (0..<row).filter { candidate in
            others.allSatisfy { table.value(row: candidate, column: $0) == table.value(row: row, column: $0) }
        }
        return same.count >= buckets ? same[same.count - buckets] : nil
    }

    // MARK: - Text

    private func lines(
        _ lines: [MeasureAccount.Line], of part: String, _ row: Int, _ table: ResultTable
    ) -> String {
        let cells = lines.map { (title: $0.title, figure: figure($0, row, table), words: $0.words) }
        let titles = cells.map { displayWidth($0.title) }.max() ?? 0
        let figures = cells.map { displayWidth($0.figure) }.max() ?? 0
        let texts = cells.map { cell in
            let title = DisplayText.padded(cell.title, to: titles, right: false)
            let figure = DisplayText.padded(cell.figure, to: figures, right: true)
            return wrapped("  \(title)  \(figure)  \(cell.words)", indent: titles + figures + 6)
        }
        return (account.parts.count > 1 && !part.isEmpty ? "  \(part)\n" : "") + texts.joined(separator: "\n")
    }

    private func wrapped(_ text: String, indent: Int) -> String {
        wordWrapped(text, to: width, indent: indent).joined(separator: "\n")
    }
}
