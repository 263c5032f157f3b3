internal import CMarkdown
internal import TabularIO

/// Markdown made into HTML, whose headings have names that a list of contents can point at.
struct MarkdownText {
    /// A heading of the page.
    struct Heading: Hashable {
        let level: Int
        /// HTML without tags.
        let text: String
        let id: String
    }

    private final class Receiver {
        var bytes: [UInt8] = []
    }

    private(set) var headings: [Heading] = []
    private var taken: Set<String> = []

    /// The HTML of a text. Tags and scripts in it show as they were written.
    /// - Throws: `OutputError.missingLibrary` without md4c.
    mutating func html(_ markdown: String) throws(OutputError) -> String {
        let receiver = Receiver()
        let text = Array(markdown.utf8)
        let result = text.withUnsafeBytes { bytes in
            tally_markdown_html(
                bytes.bindMemory(to: CChar.self).baseAddress, bytes.count,
                { part, count, context in
                    guard let context, let part else { return }
                    let receiver = Unmanaged<Receiver>.fromOpaque(context).takeUnretainedValue()
                    receiver.bytes += UnsafeRawBufferPointer(start: part, count: Int(count))
                }, Unmanaged.passUnretained(receiver).toOpaque())
        }
        guard UInt32(result) != TALLY_MARKDOWN_NO_LIBRARY.rawValue else {
            throw OutputError(
                .missingLibrary,
                "report pages need md4c, which was not found: install it (Debian: libmd4c-html0, Homebrew: md4c), or "
                    + "write a `.md`")
        }
        guard UInt32(result) == TALLY_MARKDOWN_DONE.rawValue else {
            throw OutputError(.other, "the page could not be written: there is no memory for it")
        }
        return named(String(decoding: receiver.bytes, as: UTF8.self))
    }

    /// Gives the headings their names. No tag of the text itself is left, so that `<h1>` can only be a heading.
    private mutating func named(_ html: String) -> String {
        var result = ""
        for (index, part) in html.split(separator: "<h", omittingEmptySubsequences: false).enumerated() {
            if index > 0 { result += "<h" }
            guard index > 0, let level = part.first.flatMap({ Int(String($0)) }), (1...6).contains(level),
                part.dropFirst().first == ">", let end = part.range(ofFirst: "</h\(level)>")
            else {
                result += part
                continue
            }
            let content = part[..<end].dropFirst(2)
            let text = MarkdownText.withoutTags(content)
            let heading = Heading(level: level, text: text, id: id(for: text))
            headings.append(heading)
            result += "\(level) id=\"\(heading.id)\">\(content)\(part[end...])"
        }
        return result
    }

    private static func withoutTags(_ html: Substring) -> String {
        var isTag = false
        return String(
            html.filter { character in
                if character == "<" { isTag = true }
                defer { if character == ">" { isTag = false } }
                return !isTag
            })
    }

    private mutating func id(for text: String) -> String {
        let words = text.lowercased().split { !($0.isLetter || $0.isNumber) }.joined(separator: "-")
        let base = words.isEmpty ? "section" : words
        var number = 1
        while !taken.insert(number == 1 ? base : "\(base)-\(number)").inserted { number += 1 }
        return number == 1 ? base : "\(base)-\(number)"
    }
}

extension Substring {
    /// Where a text first begins.
    fileprivate func range(ofFirst text: String) -> Index? {
        indices.first { self[$0...].hasPrefix(text) }
    }
}
