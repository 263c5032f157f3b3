internal import Diagnostics

/// What Tab does: completes as far as all choices agree, then lists them, then goes through them.
struct CompletionMenu {
    private var completions: LineCompletions?
    private var choice = -1
    private var isListed = false
    /// The text that Tab left behind; another one begins anew.
    private var text = ""

    /// What becomes of the line.
    enum Action {
        case nothing
        /// Replaces a range of UTF-8 offsets.
        case replace(Range<Int>, with: String)
        /// Shows lines under the input.
        case list([String])
    }

    /// The next step for a text with its cursor.
    mutating func step(_ text: String, ask: () -> LineCompletions, columns: Int, colors: Bool) -> Action {
        if text != self.text || completions == nil {
            let found = ask()
            completions = found
            choice = -1
            isListed = false
            if found.items.count == 1 { return .replace(found.range, with: found.items[0].insertion) }
            if let common = found.commonInsertion { return .replace(found.range, with: common) }
        }
        guard let found = completions, !found.items.isEmpty else { return .nothing }
        if !isListed {
            isListed = true
            return .list(CompletionMenu.lines(found.items, columns: columns, colors: colors))
        }
        choice = (choice + 1) % found.items.count
        return .replace(found.range, with: found.items[choice].insertion)
    }

    /// Says what the line became, so that the next Tab goes on here.
    mutating func leave(_ text: String, replaced range: Range<Int>?, with insertion: String) {
        self.text = text
        guard let range, let found = completions else { return }
        let replaced = range.lowerBound..<range.lowerBound + insertion.utf8.count
        completions =
            choice < 0 && !isListed
            ? nil : LineCompletions(range: replaced, fragment: found.fragment, items: found.items)
    }

    /// At most so many choices are listed.
    private static let listed = 12

    private static func lines(_ items: [LineCompletions.Item], columns: Int, colors: Bool) -> [String] {
        let shown = items.prefix(listed)
        let width = min(columns / 2, shown.map { displayWidth($0.label) }.max() ?? 0)
        var lines = shown.map { item -> String in
            let label = DisplayText.padded(item.label, to: width, right: false)
            let room = columns - max(width, displayWidth(item.label)) - 5
            let detail = room > 4 ? String(item.detail.prefix(room)) : ""
            return detail.isEmpty
                ? "  \(item.label)" : "  \(label)  " + (colors ? "\u{1B}[2m\(detail)\u{1B}[0m" : detail)
        }
        if items.count > listed { lines.append("  … \(items.count - listed) more") }
        return lines
    }
}
