import Charts
import Columnar
import Diagnostics
import Engine
import JSON
import LanguageService
import Syntax
import TabularIO

/// Results, mistakes and findings as the page reads them.
enum Answer {
    /// The most rows of a result that a page gets; a download has them all.
    static let mostRows = 2_000

    /// - Parameter isPictured: whether a `draw` is drawn here; most charts of the page draw themselves.
    static func json(
        _ outcome: QueryDesk.Outcome, _ script: PreparedScript, isPictured: Bool = false
    ) -> JSONValue {
        switch outcome {
        case .text(let text): return ["findings": findings(script.warnings, script.source), "text": .string(text)]
        case .table(let result):
            let picture = isPictured ? try? Pictures.svg(result.chart, of: result.table) : nil
            return [
                "findings": findings(script.warnings + result.findings, script.source),
                "columns": .array(columns(of: result.table)),
                "rows": .integer(result.table.rowCount), "account": .string(result.account),
                "matched": .integer(result.matchedRows), "picture": picture.map { .string($0) } ?? .null,
                "milliseconds": .number((result.timing.total * 10).rounded() / 10),
            ]
        }
    }

    /// A text that defines and asks nothing.
    static func empty(_ script: PreparedScript) -> JSONValue {
        [
            "findings": findings(script.warnings, script.source),
            "text": "nothing is asked for: add `show`, `list` or `draw`",
        ]
    }

    static func json(_ error: EngineError) -> JSONValue {
        func failed(_ message: String, _ advice: String?) -> JSONValue {
            ["findings": [], "failure": .string([message, advice].compactMap { $0 }.joined(separator: ": "))]
        }
        switch error {
        case .query(let diagnostics, let source): return ["findings": findings(diagnostics, source), "isWrong": true]
        case .cancelled: return ["findings": [], "isCancelled": true]
        case .load(let message, let advice), .execution(let message, let advice): return failed(message, advice)
        case .output(let message): return failed(message, nil)
        }
    }

    // MARK: - Findings

    static func findings(_ found: [Diagnostic], _ source: SourceText) -> JSONValue {
        .array(
            found.map { finding in
                [
                    "severity": .string(finding.severity.rawValue), "id": .string(finding.id),
                    "message": .string(finding.message), "notes": .texts(finding.notes),
                    "advice": finding.advice.map { .string($0) } ?? .null, "range": range(finding.range, source),
                    "fixes": .array(
                        finding.fixIts.map { fix in
                            [
                                "title": .string(fix.title), "range": range(fix.range, source),
                                "replacement": .string(fix.replacement),
                            ]
                        }),
                ]
            })
    }

    /// A range as the page counts: in UTF-16 units.
    static func range(_ range: SourceRange, _ source: SourceText) -> JSONValue {
        let start = source.text(SourceRange(0, range.start)).utf16.count
        return [.integer(start), .integer(start + source.text(range).utf16.count)]
    }

    // MARK: - Columns

    static func columns(of table: ResultTable) -> [JSONValue] {
        table.columns.enumerated().map { index, info in
            var json = column(info)
            if let outlines = table.outlines, outlines.column == index {
                let numbers = Dictionary(outlines.zones.enumerated().map { ($1.name, $0) }) { first, _ in first }
                json["zones"] = .array(
                    (0..<min(info.column.count, mostRows)).map { row in
                        ValueText.machine(info.column[row]).flatMap { numbers[$0] }.map { .integer($0) } ?? .null
                    })
            }
            return json
        }
    }

    /// A column with its values as text, and in the form that drawing and choosing need.
    /// - Parameter rows: which are told; nil for the first.
    static func column(_ info: ResultTable.ColumnInfo, rows: [Int]? = nil) -> JSONValue {
        let rows = rows ?? Array(0..<min(info.column.count, mostRows))
        let display = DisplayColumn(info, rows: rows)
        var json: JSONValue = [
            "header": .string(info.header), "role": .string("\(info.role)"), "isNumeric": .boolean(info.type.isNumeric),
            "isFraction": .boolean(info.type.isFraction), "texts": .texts(rows.map { display.text(row: $0) }),
        ]
        if info.role == .dimension {
            let literals = rows.map { row in
                display.mark(row: row) == .none || display.mark(row: row) == .partial
                    ? literal(info.column[row]).map { JSONValue.string($0) } ?? .null : .null
            }
            json["literals"] = .array(literals)
            json["marks"] = .array(rows.map { .integer(Int(display.mark(row: $0).rawValue)) })
        }
        if info.type.isNumeric {
            json["values"] = .array(rows.map { info.column[$0].double.map { .number($0) } ?? .null })
        }
        if let crossing = info.crossing {
            json["crossing"] = .array(crossing.values.map { literal($0).map { .string($0) } ?? .null })
        }
        return json
    }

    /// How a query writes a value; nil for a missing one.
    private static func literal(_ value: Value) -> String? {
        if case .text(let text) = value { return Spelling.value(text) }
        return ValueText.machine(value)
    }
}
