import Charts
import Columnar
import Diagnostics
import Engine
import Foundation
import Shell
import TabularIO

/// Runs a golden case through the engine and writes down everything that it says: results, notes, findings, failures.
struct GoldenRun {
    let result: String

    init(of golden: GoldenCase) throws {
        let session = Session(threads: 2)
        session.add(files: golden.data.map(Place.data))
        var loadNotes: [String] = []
        session.onLoad = { loadNotes = $0.warnings }
        let script = golden.script.replacing("$DATA", with: Place.own.path)
        var parts: [String] = []
        do throws(EngineError) {
            let prepared = try session.prepare(script, name: "script")
            parts += prepared.warnings.map { GoldenRun.text($0, in: prepared.source) }
            for statement in prepared.statements {
                if let explanation = try session.explanation(of: statement) {
                    parts.append(GoldenRun.part(explanation, golden.tag))
                }
                guard let answer = try session.run(statement) else { continue }
                if statement.isExpectation, answer.table.rowCount == 0 { continue }
                parts.append(try GoldenRun.text(answer, tag: golden.tag))
            }
        } catch {
            parts.append(GoldenRun.text(error))
        }
        parts += loadNotes.map { "loading: \($0)" }
        result = parts.joined(separator: "\n\n").replacing(Place.own.path, with: "$DATA")
    }

    private static func text(_ answer: QueryResult, tag: String) throws(EngineError) -> String {
        let words = tag.split(separator: " ")
        guard let exporter = words.first.flatMap({ Exporters.named(String($0)) }) else { return "" }
        var options = OutputOptions()
        for word in words.dropFirst() {
            if let width = Int(word) { options.width = width }
            if let unit = DurationUnit(rawValue: String(word)) { options.durations = unit }
            if word == "colors" { options.colors = true }
        }
        let isTable = exporter.name == "table"
        var bytes: [UInt8] = []
        do throws(OutputError) {
            let drawing = isTable ? Pictures.onScreen(answer.chart) : nil
            bytes = try (drawing ?? exporter).bytes(
                of: answer.table.with(notes: isTable ? [answer.account] : []), options)
        } catch { throw .output(error.message) }
        var text = String(decoding: bytes, as: UTF8.self).trimmingEnd("\n")
        if !isTable { for note in answer.notes { text += "\nnote: \(note)" } }
        if let path = answer.path { text += "\ninto: \(path)" }
        return text
    }

    /// `explain` says the query in words, the plan as written, after each rule that changed it, and how it runs;
    /// `[words]` keeps the first and `[plan]` the second.
    private static func part(_ explanation: String, _ tag: String) -> String {
        let sections = explanation.components(separatedBy: "\n\n")
        return tag == "words" ? sections[0] : tag == "plan" ? sections[1] : explanation
    }

    private static func text(_ finding: Diagnostic, in source: SourceText) -> String {
        DiagnosticRenderer().render(finding, in: source)
    }

    private static func text(_ error: EngineError) -> String {
        switch error {
        case .query(let findings, let source): findings.map { text($0, in: source) }.joined(separator: "\n\n")
        case .load(let message, let advice): "load error: \(message)" + (advice.map { "\n  \($0)" } ?? "")
        case .execution(let message, let advice): "error: \(message)" + (advice.map { "\n  \($0)" } ?? "")
        case .output(let message): "error: \(message)"
        case .cancelled: "interrupted"
        }
    }
}

extension Exporter {
    /// What the exporter writes, in memory.
    func bytes(of table: ResultTable, _ options: OutputOptions) throws(OutputError) -> [UInt8] {
        let collected = Collected()
        _ = try write(table, options: options) { buffer in
            collected.bytes += Array(buffer)
            return .written
        }
        return collected.bytes
    }
}

private final class Collected: @unchecked Sendable {
    var bytes: [UInt8] = []
}
