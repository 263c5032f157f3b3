import Diagnostics
import Engine
import Foundation
import Synchronization
import TestSupport

/// A query of a `.caret` file. The findings under it are those of the whole pipeline, over data.
struct MistakeCase {
    let comments: [String]
    let query: String
    let data: [String]

    /// The cases of a file: blocks between blank lines. `# data: FILE …` holds from its case on.
    static func read(_ text: String) -> [MistakeCase] {
        var data: [String] = []
        return text.components(separatedBy: "\n\n").map { block in
            let lines = block.split(separator: "\n").map(String.init)
            let comments = lines.filter { $0.hasPrefix("#") }
            if let names = comments.first(where: { $0.hasPrefix("# data: ") }) {
                data = names.dropFirst(8).split(separator: " ").map(String.init)
            }
            let query = lines.filter { $0.hasPrefix(">") }.map { String($0.dropFirst(2)) }.joined(separator: "\n")
            return MistakeCase(comments: comments, query: query, data: data)
        }
    }

    var findings: [Diagnostic] { findings(of: query) }

    /// What has been found already: several tests look at the same cases.
    private static let known = Mutex<[String: [Diagnostic]]>([:])

    /// What is found in the query, or in a mended one, before it runs and in its results.
    func findings(of query: String) -> [Diagnostic] {
        let key = (data + [query]).joined(separator: "\n")
        if let found = MistakeCase.known.withLock({ $0[key] }) { return found }
        let found = find(query)
        MistakeCase.known.withLock { $0[key] = found }
        return found
    }

    private func find(_ query: String) -> [Diagnostic] {
        let session = Session(threads: 1)
        session.add(files: data.map(Place.data))
        do throws(EngineError) {
            let script = try session.prepare(query.replacing("$EXAMPLES", with: Place.examples.path), name: "test")
            var found = script.warnings
            for statement in script.statements { found += try session.run(statement)?.findings ?? [] }
            return found.map { MistakeCase.moved($0, into: query) }
        } catch {
            if case .query(let found, _) = error { return found.map { MistakeCase.moved($0, into: query) } }
            return []
        }
    }

    /// A finding of the text with the folder's path, where it stands in the text with `$EXAMPLES`.
    private static func moved(_ finding: Diagnostic, into query: String) -> Diagnostic {
        guard query.contains("$EXAMPLES") else { return finding }
        let name = "$EXAMPLES".utf8.count
        let longer = Place.examples.path.utf8.count - name
        func moved(_ offset: Int) -> Int {
            var offset = offset
            for part in query.ranges(of: "$EXAMPLES") {
                let place = part.lowerBound.utf16Offset(in: query)
                if offset > place { offset = max(place + name, offset - longer) }
            }
            return offset
        }
        func moved(_ range: SourceRange) -> SourceRange { SourceRange(moved(range.start), moved(range.end)) }
        return Diagnostic(
            finding.severity, id: finding.id, at: moved(finding.range), finding.message, advice: finding.advice,
            notes: finding.notes,
            fixIts: finding.fixIts.map { FixIt($0.title, range: moved($0.range), replacement: $0.replacement) })
    }

    /// The case with the findings of now.
    var rendered: String { CaretText.rendered(query, comments: comments, findings: findings) }
}
