import Diagnostics
import Foundation
import TestSupport

@testable import LanguageService

/// A golden file of texts and of what the service says about them:
///
///     == values under the conditions so far
///     where district = 5 and reason = cust|
///     ---
///     "Customer Service"  210 rows
///
/// `|` is the cursor (`||` is a bar); texts without one are looked at whole.
struct ServiceCase {
    let heading: String
    /// The text with its cursor, as the file has it.
    let text: String
    let expected: String

    /// The text without the cursor, and where the cursor is.
    var source: (text: String, cursor: Int) {
        let halves = text.replacing("||", with: "\u{0}").components(separatedBy: "|")
        let bars = { (half: String) in half.replacing("\u{0}", with: "|") }
        return (bars(halves.joined()), bars(halves[0]).utf8.count)
    }

    private static func path(_ file: String) -> String { "Tests/LanguageServiceTests/Golden/\(file)" }

    static func read(_ file: String) throws -> [ServiceCase] {
        let text = try Repository.read(path(file))
        return ("\n" + text).components(separatedBy: "\n== ").dropFirst().map { part in
            let halves = part.components(separatedBy: "\n---\n")
            let heading = String(part.prefix { $0 != "\n" })
            return ServiceCase(
                heading: heading, text: String(halves[0].dropFirst(heading.count + 1)),
                expected: halves.dropFirst().joined(separator: "\n---\n").trimmed)
        }
    }

    /// Runs every case of a file; with `UPDATE_GOLDEN=1` the file is rewritten with what comes out.
    static func check(_ file: String, _ answer: (Script, Int) -> String) throws -> [(case: ServiceCase, found: String)]
    {
        let cases = try read(file)
        let found = cases.map { one in
            let (text, cursor) = one.source
            return (one, answer(Script(SourceText(text, name: "query"), Example.catalog), cursor).trimmed)
        }
        if Repository.updatesGoldenFiles {
            let blocks = found.map { "== \($0.0.heading)\n\($0.0.text)\n---\n\($0.1)\n" }
            _ = try Repository.golden(path(file), now: blocks.joined(separator: "\n"))
        }
        return found
    }
}

extension String {
    var trimmed: String { trimmingCharacters(in: .newlines) }
}
