import Diagnostics
import JSON
import TabularIO

/// The reports of `tally check` for programs.
enum CheckReport {
    /// A place as line and column, both from 1; columns count Unicode code points.
    private struct Place {
        let line: Int
        let column: Int

        init(_ offset: Int, in source: SourceText) {
            let index = source.line(at: offset)
            let start = source.lineRange(index).start
            line = index + 1
            column = source.text(SourceRange(start, max(start, offset))).unicodeScalars.count + 1
        }
    }

    /// One object a finding: `file`, `line`, `column`, `end_line`, `end_column`, `severity`, `id`, `message`, `advice`,
    /// `notes` and `fixes`.
    static func json(_ findings: [ScriptCheck.Finding]) -> JSONValue {
        .array(
            findings.map { finding in
                let diagnostic = finding.diagnostic
                let place = region(diagnostic.range, in: finding.source)
                return [
                    "file": .string(finding.source.name),
                    "line": .integer(place.start.line), "column": .integer(place.start.column),
                    "end_line": .integer(place.end.line), "end_column": .integer(place.end.column),
                    "severity": .string(diagnostic.severity.rawValue), "id": .string(diagnostic.id),
                    "message": .string(diagnostic.message),
                    "advice": diagnostic.advice.map(JSONValue.string) ?? .null,
                    "notes": .array(diagnostic.notes.map(JSONValue.string)),
                    "fixes": .array(
                        diagnostic.fixIts.map { fix in
                            let place = region(fix.range, in: finding.source)
                            return [
                                "title": .string(fix.title), "replacement": .string(fix.replacement),
                                "line": .integer(place.start.line), "column": .integer(place.start.column),
                                "end_line": .integer(place.end.line), "end_column": .integer(place.end.column),
                            ]
                        }),
                ]
            })
    }

    /// The findings in the Static Analysis Results Interchange Format 2.1.0 (OASIS 2020).
    static func sarif(_ findings: [ScriptCheck.Finding]) -> JSONValue {
        let rules = Set(findings.map(\.diagnostic.id)).sorted()
        let results = findings.map { finding -> JSONValue in
            let diagnostic = finding.diagnostic
            let message = ([diagnostic.message] + [diagnostic.advice].compactMap { $0 } + diagnostic.notes)
                .joined(separator: "; ")
            let artifact: JSONValue = ["uri": .string(PercentEncoding.encoded(finding.source.name))]
            var members: [JSONValue.Member] = [
                .init("ruleId", .string(diagnostic.id)),
                .init("level", .string(diagnostic.severity.rawValue)),
                .init("message", ["text": .string(message)]),
                .init(
                    "locations",
                    [
                        [
                            "physicalLocation": [
                                "artifactLocation": artifact,
                                "region": sarifRegion(diagnostic.range, in: finding.source),
                            ]
                        ]
                    ]),
            ]
            if !diagnostic.fixIts.isEmpty {
                let fixes = diagnostic.fixIts.map { fix -> JSONValue in
                    let replacement: JSONValue = [
                        "deletedRegion": sarifRegion(fix.range, in: finding.source),
                        "insertedContent": ["text": .string(fix.replacement)],
                    ]
                    return [
                        "description": ["text": .string(fix.title)],
                        "artifactChanges": [["artifactLocation": artifact, "replacements": [replacement]]],
                    ]
                }
                members.append(.init("fixes", .array(fixes)))
            }
            return .object(members)
        }
        let driver: JSONValue = ["name": "tally", "rules": .array(rules.map { ["id": .string($0)] })]
        return [
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
            "runs": [["tool": ["driver": driver], "columnKind": "unicodeCodePoints", "results": .array(results)]],
        ]
    }

    private static func region(_ range: SourceRange, in source: SourceText) -> (start: Place, end: Place) {
        (Place(range.start, in: source), Place(range.end, in: source))
    }

    private static func sarifRegion(_ range: SourceRange, in source: SourceText) -> JSONValue {
        let place = region(range, in: source)
        return [
            "startLine": .integer(place.start.line), "startColumn": .integer(place.start.column),
            "endLine": .integer(place.end.line), "endColumn": .integer(place.end.column),
        ]
    }
}
