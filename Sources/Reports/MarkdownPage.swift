internal import Columnar
internal import Diagnostics
internal import Engine
package import TabularIO

/// A report as one Markdown page: the text as it was written, each query in its fence, and its table below.
package enum MarkdownPage {
    /// The page.
    package static func text(_ report: Report) throws(OutputError) -> String {
        var parts: [String] = []
        for item in report.items { parts.append(try text(item)) }
        let files = report.provenance.files.map { file in
            let facts = [
                file.size.map { "\(NumberText.grouped(Int64($0))) bytes" }, file.modified.map { "changed \($0)" },
                file.sha256.map { "SHA-256 `\($0)`" },
            ]
            let list = facts.compactMap { $0 }.joined(separator: ", ")
            return "- `\(file.path)`\(list.isEmpty ? "" : ": \(list)")"
        }
        let made = "Made from `\(report.source.name)` at \(report.provenance.made) by \(report.provenance.program), of:"
        return (parts + ["---", made, files.joined(separator: "\n")]).joined(separator: "\n\n") + "\n"
    }

    private static func text(_ item: Report.Item) throws(OutputError) -> String {
        switch item {
        case .text(let text): return trimmed(text)
        case .definitions(let text): return fenced(text, "tally")
        case .explanation(let text, let query): return fenced(query, "tally") + "\n\n" + fenced(text, "")
        case .holds(let text): return fenced(text, "tally") + "\n\nHolds."
        case .result(let result, let query):
            let collected = Collected()
            try MarkdownExporter().write(result.table.with(notes: [result.account])) {
                (bytes) throws(OutputError) -> WriteOutcome in
                collected.bytes += bytes
                return .written
            }
            let table = trimmed(String(decoding: collected.bytes, as: UTF8.self))
            let warnings = result.findings.filter { $0.severity == .warning }.map {
                "\n\n⚠ " + MarkdownExporter.escaped($0.message)
            }
            return fenced(query, "tally") + "\n\n" + table + warnings.joined()
        }
    }

    private final class Collected {
        var bytes: [UInt8] = []
    }

    /// Code in a fence that is longer than any in it.
    private static func fenced(_ code: String, _ word: String) -> String {
        var longest = 0
        var run = 0
        for character in code {
            run = character == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: max(3, longest + 1))
        return "\(fence)\(word)\n\(trimmed(code))\n\(fence)"
    }

    /// The text without empty lines at its ends.
    private static func trimmed(_ text: String) -> String {
        let start = text.drop { $0 == "\n" || $0 == "\r\n" }
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }
}
