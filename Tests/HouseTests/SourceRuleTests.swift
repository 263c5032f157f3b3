import Foundation
import TestSupport
import Testing

/// The rules of CONTRIBUTING.md that can be seen in the text of the sources.
struct SourceRuleTests {
    /// Files that may be longer than 300 lines, with the reason. Empty is best.
    private static let longFiles: [String: String] = [:]

    /// Where unsafe memory is allowed: folders of kernels, readers and writers, and single files with their reason.
    private static let unsafePlaces = [
        "Sources/Columnar/": "buffers",
        "Sources/Functions/": "kernels",
        "Sources/Execution/": "kernels",
        "Sources/TabularIO/": "bytes of files",
        "Sources/LineEditor/": "a system library",
        "Sources/Geography/": "a system library, and a kernel",
        "Sources/LanguageServer/Transport/StandardInput.swift": "bytes of messages",
        "Sources/tally-data/Writing/": "bytes of files",
        "Sources/tally-kernels/": "kernels are timed",
        "Sources/Charts/Files/PNGPicture.swift": "a system library",
        "Sources/Reports/MarkdownText.swift": "a system library",
        "Sources/Semantics/Catalog/DataSetBuilder+Values.swift": "recoded columns are packed in place",
        "Sources/Planning/TextMatcher.swift": "a dictionary's bytes are tested where they lie",
        "Sources/Shell/Prompt/CommandPipe.swift": "bytes on their way out",
        "Sources/tally/StandardError.swift": "bytes on their way out",
    ]

    private static let allSwift = Repository.sources + Repository.files("Tests", ending: "swift") + ["Package.swift"]

    /// The lines of a file that are code: comments, and what stands in quotes, left out.
    private static func code(_ path: String) throws -> [(number: Int, text: String)] {
        var isInLongText = false
        var lines: [(number: Int, text: String)] = []
        let all = try Repository.read(path).split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in all.enumerated() {
            let fences = line.matches(of: #/"""/#).count
            defer { if fences % 2 == 1 { isInLongText.toggle() } }
            if isInLongText || fences > 0 { continue }
            var text = line.replacing(#/"(?:\\.|[^"\\])*"/#, with: "\"\"")
            if let comment = text.range(of: "//") { text = text[..<comment.lowerBound] }
            lines.append((index + 1, String(text)))
        }
        return lines
    }

    private static func places(_ paths: [String], _ pattern: Regex<Substring>) throws -> [String] {
        try paths.flatMap { path in
            try code(path).filter { $0.text.contains(pattern) }.map { "\(path):\($0.number)" }
        }
    }

    @Test func thereAreSources() { #expect(Repository.sources.count > 150) }

    @Test func filesAreShort() throws {
        var lengths: [Int] = []
        for path in SourceRuleTests.allSwift {
            let length = try Repository.read(path).count { $0 == "\n" }
            if path.hasPrefix("Sources/") { lengths.append(length) }
            #expect(length <= 300 || SourceRuleTests.longFiles[path] != nil, "\(path) has \(length) lines")
        }
        let median = lengths.sorted()[lengths.count / 2]
        #expect(median <= 150)
    }

    @Test func nothingIsForced() throws {
        #expect(
            try SourceRuleTests.places(Repository.sources, #/\btry!|\bas!|\bfatalError\b/#)
                == [])
        // `a!`, `f()!`, `x[0]!`, but neither `a != b` nor `!a`.
        #expect(try SourceRuleTests.places(Repository.sources, #/[A-Za-z0-9_\)\]\}]!(?:[^=]|$)/#) == [])
    }

    @Test func unsafeMemoryStaysInItsPlaces() throws {
        let found = try SourceRuleTests.places(Repository.sources, #/Unsafe(?:Mutable|Raw|Buffer|Pointer|Bit)/#)
        let outside = found.filter { place in !SourceRuleTests.unsafePlaces.keys.contains { place.hasPrefix($0) } }
        #expect(outside == [])
        // A place that needs no exception any more loses it.
        for place in SourceRuleTests.unsafePlaces.keys { #expect(found.contains { $0.hasPrefix(place) }, "\(place)") }
    }

    @Test func sourcesDoWithoutFoundation() throws {
        #expect(try SourceRuleTests.places(Repository.sources, #/^\s*(?:\w+ )?import Foundation/#) == [])
    }

    @Test func readlineIsTouchedInOnePlace() throws {
        let found = try SourceRuleTests.places(Repository.sources, #/import CReadline/#)
        #expect(!found.isEmpty && found.allSatisfy { $0.hasPrefix("Sources/LineEditor/") })
    }

    /// Every type and function that other files see says what it is for: types at the top of a file, and what is public.
    @Test func declarationsAreDocumented() throws {
        let top =
            #/^(?:(?:public|package|final|indirect) )*(?:struct|enum|class|protocol|actor) [A-Z]|^(?:public|package) func /#
        let facade = #/^ *public (?:(?:static|mutating|final|indirect) )*(?:struct|enum|class|protocol|func) [A-Za-z]/#
        var undocumented: [String] = []
        for path in Repository.sources {
            let lines = try Repository.read(path).split(separator: "\n", omittingEmptySubsequences: false)
            for (index, line) in lines.enumerated() where line.contains(top) || line.contains(facade) {
                var above = index - 1
                while above >= 0, lines[above].trimmingPrefix(#/\s+/#).first == "@" { above -= 1 }
                let isDocumented = above >= 0 && lines[above].trimmingPrefix(#/\s+/#).hasPrefix("///")
                if !isDocumented { undocumented.append("\(path):\(index + 1) \(line)") }
            }
        }
        #expect(undocumented == [])
    }
}
