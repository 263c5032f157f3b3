import TestSupport

extension Repository {
    /// The Swift sources of the modules and programs.
    static let sources = files("Sources", ending: "swift")

    /// The fenced blocks of a Markdown text that carry a word behind the fence.
    static func blocks(_ word: String, in markdown: String) -> [String] {
        var blocks: [String] = []
        var block: [Substring]?
        for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
            if let lines = block, line == "```" {
                blocks.append(lines.joined(separator: "\n"))
                block = nil
            } else if block != nil {
                block?.append(line)
            } else if line == "```\(word)" {
                block = []
            }
        }
        return blocks
    }
}
