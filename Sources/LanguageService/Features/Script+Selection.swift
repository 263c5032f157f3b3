package import Diagnostics
import Syntax

extension Script {
    /// What a growing selection takes in around a place: the word, then each larger piece up to the whole text.
    package func selectionRanges(at offset: Int) -> [SourceRange] {
        var ranges: [SourceRange] = []
        if let token = tree.token(at: offset), token.kind != .endOfText, offset <= token.end {
            ranges.append(token.range)
        }
        let inner = ranges.first ?? SourceRange(offset, offset)
        ranges += tree.path(to: inner).reversed().map(\.range)
        ranges.append(SourceRange(0, source.count))
        var result: [SourceRange] = []
        for range in ranges where result.last.map({ range.contains($0) && range != $0 }) ?? true {
            result.append(range)
        }
        return result
    }
}
