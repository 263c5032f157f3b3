import Diagnostics
import Syntax

/// Lines, counted from 0, that fold into the first of them.
package struct FoldingRange: Sendable, Hashable {
    package let firstLine: Int
    package let lastLine: Int
    package let isComment: Bool
}

extension Script {
    /// Statements of several lines, and blocks of comments, in the order of the text.
    package func foldingRanges() -> [FoldingRange] {
        var ranges: [FoldingRange] = []
        for statement in statements {
            let first = source.line(at: statement.range.start)
            let last = source.line(at: statement.range.end)
            if last > first { ranges.append(FoldingRange(firstLine: first, lastLine: last, isComment: false)) }
        }
        var start: Int?
        for line in 0...source.lineCount {
            let isComment =
                line < source.lineCount
                && source.text(source.lineRange(line)).drop { $0 == " " || $0 == "\t" }.hasPrefix("--")
            if isComment {
                start = start ?? line
            } else if let first = start {
                if line - 1 > first {
                    ranges.append(FoldingRange(firstLine: first, lastLine: line - 1, isComment: true))
                }
                start = nil
            }
        }
        return ranges.sorted { ($0.firstLine, $0.lastLine) < ($1.firstLine, $1.lastLine) }
    }
}
