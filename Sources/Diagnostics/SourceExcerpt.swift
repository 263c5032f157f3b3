/// The part of a source line that is shown: all of it, or what fits around the marked place, with `…` where it is cut.
struct SourceExcerpt {
    let text: String
    /// The cells before the marked place, and those that it takes, at least one.
    let column: Int
    let markWidth: Int

    /// - Parameters:
    ///   - parts: the line before the mark, the mark, and the line behind it, without control characters.
    ///   - room: the cells that the line may take; nil is unlimited.
    init(_ parts: (before: String, mark: String, behind: String), room: Int?) {
        var (before, mark, behind) = parts
        let widths = (displayWidth(before), displayWidth(mark), displayWidth(behind))
        if let room, widths.0 + widths.1 + widths.2 > room {
            mark = DisplayText.cut(mark, to: max(1, room - 2))
            let rest = max(0, room - displayWidth(mark))
            // What stands before a mistake says more than what follows.
            let behindRoom = min(widths.2, max(rest / 3, rest - widths.0))
            before = String(DisplayText.cut(String(before.reversed()), to: rest - behindRoom).reversed())
            behind = DisplayText.cut(behind, to: behindRoom)
        }
        text = before + mark + behind
        column = displayWidth(before)
        markWidth = max(1, displayWidth(mark))
    }
}
