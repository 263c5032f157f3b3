internal import TabularIO

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The files that a report's text names, as its page names them: a page may lie in another folder than its report.
struct PageAddresses {
    /// From the page's folder to the report's, with a slash at its end; empty where they are one.
    private let way: String

    /// - Parameters:
    ///   - report: The path of the report; what is no file is in the folder at hand.
    ///   - page: The path of the page, whose folder is there already.
    init(from report: String, to page: String) {
        let (start, end) = (PageAddresses.folder(of: page), PageAddresses.folder(of: report))
        let shared = zip(start, end).prefix { $0 == $1 }.count
        let steps = Array(repeating: "..", count: start.count - shared) + end[shared...]
        way = steps.map { PercentEncoding.encoded($0) + "/" }.joined()
    }

    /// The names on the way from the root to the folder that a file lies in, links followed.
    private static func folder(of path: String) -> [String] {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        guard let whole = realpath(folder, nil) else { return [] }
        defer { free(whole) }
        return String(cString: whole).split(separator: "/").map(String.init)
    }

    /// Markdown whose links, and pictures unless they are embedded, lead from the page where they led from the report.
    func moved(_ markdown: String, pictures: Bool) -> String {
        guard !way.isEmpty else { return markdown }
        var fence: ReportReader.FenceLine?
        // Of the brackets that are open, which begin a picture; they end with their paragraph.
        var open: [Bool] = []
        return markdown.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let found = ReportReader.FenceLine(line)
            if let open = fence {
                if let found, found.closes(open) { fence = nil }
                return String(line)
            }
            fence = found
            if line.allSatisfy(\.isWhitespace) { open = [] }
            return found == nil ? moved(line: line, pictures, &open) : String(line)
        }.joined(separator: "\n")
    }

    /// A line, in which what stands between back-quotes or behind a backslash is no link.
    private func moved(line: Substring, _ pictures: Bool, _ open: inout [Bool]) -> String {
        var text = ""
        var rest = line
        var isDefinition = open.isEmpty && line.drop { $0 == " " }.first == "["
        while let character = rest.popFirst() {
            text.append(character)
            switch character {
            case "\\": if let next = rest.popFirst() { text.append(next) }
            case "`":
                let ticks = String(repeating: "`", count: 1 + rest.prefix { $0 == "`" }.count)
                let code = rest.dropFirst(ticks.count - 1)
                guard let end = code.firstRange(of: ticks) else { break }
                text += rest[..<end.upperBound]
                rest = rest[end.upperBound...]
            case "[": open.append(text.hasSuffix("!["))
            case "]":
                guard let isPicture = open.popLast() else { break }
                let isTarget = rest.first == "(" || (isDefinition && open.isEmpty && rest.first == ":")
                if open.isEmpty { isDefinition = false }
                guard isTarget, pictures || !isPicture, let mark = rest.popFirst() else { break }
                let space = rest.prefix { $0 == " " || $0 == "<" }
                rest = rest[space.endIndex...]
                text += "\(mark)\(space)" + (PageAddresses.isRelative(rest) ? way : "")
            default: break
            }
        }
        return text
    }

    /// Whether an address begins here that depends on the folder: no place of the page, no root, no scheme.
    private static func isRelative(_ address: Substring) -> Bool {
        guard let first = address.first, !"#/)>?".contains(first) else { return false }
        let behindScheme = address.drop { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
        return behindScheme.first != ":"
    }
}
