import Diagnostics
import TestSupport
import Testing

@testable import LanguageService

/// Each feature has a golden file: texts with a cursor, and what the service says.
struct FeatureTests {
    private static func check(_ file: String, _ answer: (Script, Int) -> String) throws {
        let cases = try ServiceCase.check(file, answer)
        #expect(cases.count > 1)
        for (expected, found) in cases { #expect(found == expected.expected, "\(expected.heading)") }
    }

    @Test func hovers() throws {
        try FeatureTests.check("hover.golden") { script, cursor in
            guard let hover = script.hover(at: cursor) else { return "(nothing)" }
            return "[\(script.source.text(hover.range))]\n\(hover.text)"
        }
    }

    @Test func signatures() throws {
        try FeatureTests.check("signature.golden") { script, cursor in
            guard let help = script.signatureHelp(at: cursor) else { return "(nothing)" }
            let label = SourceText(help.label, name: "label")
            let active =
                help.parameters.indices.contains(help.activeParameter)
                ? label.text(help.parameters[help.activeParameter]) : "none"
            return "\(help.label)  · at \(active)\n\(help.documentation)"
        }
    }

    @Test func names() throws {
        try FeatureTests.check("names.golden") { script, cursor in
            let found = script.references(at: cursor).map { occurrence in
                "\(FeatureTests.place(occurrence.range, script)) \(script.source.text(occurrence.range))"
                    + (occurrence.isDeclaration ? "  · declared" : "")
            }
            let target = script.definition(at: cursor).map { "definition \(FeatureTests.place($0.range, script))" }
            return ((target.map { [$0] } ?? []) + found).joined(separator: "\n").nonEmpty ?? "(nothing)"
        }
    }

    @Test func renames() throws {
        try FeatureTests.check("rename.golden") { script, cursor in
            do throws(RenameError) {
                let found = try script.renameable(at: cursor)
                if let objection = script.objection(to: "new name", for: found) { return "objection: \(objection)" }
                return script.source.applying(script.edits(renaming: found.symbol, to: "new name"))
            } catch {
                return "error: \(error.message)"
            }
        }
    }

    @Test func outlines() throws {
        try FeatureTests.check("outline.golden") { script, _ in
            let symbols = script.symbols().flatMap { symbol in
                ["\(symbol.kind) \(symbol.name)\(symbol.detail.isEmpty ? "" : "  · \(symbol.detail)")"]
                    + symbol.children.map { "  \($0.kind) \($0.name)  · \($0.detail)" }
            }
            let folds = script.foldingRanges().map {
                "fold \($0.firstLine + 1)…\($0.lastLine + 1)\($0.isComment ? " comment" : "")"
            }
            let links = script.documentLinks().map { "link \(script.source.text($0.range)) \($0.kind)" }
            return (symbols + folds + links).joined(separator: "\n")
        }
    }

    @Test func selectionsGrow() throws {
        try FeatureTests.check("selection.golden") { script, cursor in
            script.selectionRanges(at: cursor).map { script.source.text($0).replacing("\n", with: "⏎") }
                .joined(separator: "\n")
        }
    }

    @Test func hints() throws {
        try FeatureTests.check("hints.golden") { script, _ in
            let hints = script.inlayHints(in: SourceRange(0, script.source.count))
            return script.source.applying(hints.map { TextEdit(SourceRange($0.offset, $0.offset), "⟨\($0.text)⟩") })
        }
    }

    /// The text between the two cursors is selected; every action is shown with the text that it makes.
    @Test func actions() throws {
        let cases = try ServiceCase.check("actions.golden") { script, cursor in
            let text = script.source.text(SourceRange(0, script.source.count))
            let end = text.utf8.count
            // `«` and `»` mark the selection, since a bar would be a second cursor.
            let start = text.firstRange(of: "«").map { text[..<$0.lowerBound].utf8.count } ?? cursor
            let plain = text.replacing("«", with: "").replacing("»", with: "")
            let stop = text.firstRange(of: "»").map { text[..<$0.lowerBound].utf8.count - 2 } ?? min(start, end)
            let script = Script(SourceText(plain, name: "query"), Example.catalog)
            let actions = script.codeActions(
                in: SourceRange(start, max(start, stop)), diagnostics: script.diagnostics())
            return actions.map { action in
                let star = action.isPreferred ? " (preferred)" : ""
                let made = action.edits.isEmpty ? "" : "\n" + script.source.applying(action.edits)
                return "\(action.kind): \(action.title)\(star)\(made)"
            }.joined(separator: "\n")
        }
        for (expected, found) in cases { #expect(found == expected.expected, "\(expected.heading)") }
    }

    private static func place(_ range: SourceRange, _ script: Script) -> String {
        let line = script.source.line(at: range.start)
        let start = script.source.lineRange(line).start
        return "\(line + 1):\(range.start - start + 1)"
    }
}

extension SourceText {
    /// The text with edits that do not overlap.
    func applying(_ edits: [TextEdit]) -> String {
        var bytes = self.bytes
        for edit in edits.reversed().sorted(by: { $0.range.start > $1.range.start }) {
            bytes.replaceSubrange(edit.range.start..<edit.range.end, with: Array(edit.replacement.utf8))
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
