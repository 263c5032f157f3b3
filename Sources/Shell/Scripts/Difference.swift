/// What changed between two texts, line by line, in the unified format of `diff -u`.
enum Difference {
    /// How many unchanged lines stand around a change.
    private static let context = 3

    static func text(from old: String, to new: String, name: String) -> String {
        let changes = lines(old, new)
        guard changes.contains(where: { $0.sign != " " }) else { return "" }
        return "--- \(name)\n+++ \(name) (formatted)\n" + hunks(changes).joined()
    }

    private struct Line {
        let sign: Character
        let text: Substring
        /// The line's number in the old and in the new text, from 0; of the next one where the text lacks it.
        let old: Int
        let new: Int
    }

    /// All lines of both texts in order: kept, removed, inserted.
    private static func lines(_ old: String, _ new: String) -> [Line] {
        let before = old.split(separator: "\n", omittingEmptySubsequences: false)
        let after = new.split(separator: "\n", omittingEmptySubsequences: false)
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in after.difference(from: before) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var result: [Line] = []
        var (i, j) = (0, 0)
        while i < before.count || j < after.count {
            if i < before.count, removed.contains(i) {
                result.append(Line(sign: "-", text: before[i], old: i, new: j))
                i += 1
            } else if j < after.count, inserted.contains(j) {
                result.append(Line(sign: "+", text: after[j], old: i, new: j))
                j += 1
            } else {
                result.append(Line(sign: " ", text: after[j], old: i, new: j))
                i += 1
                j += 1
            }
        }
        return result
    }

    private static func hunks(_ lines: [Line]) -> [String] {
        let changed = lines.indices.filter { lines[$0].sign != " " }
        var ranges: [Range<Int>] = []
        for index in changed {
            let range = max(0, index - context)..<min(lines.count, index + context + 1)
            if let last = ranges.last, range.lowerBound <= last.upperBound {
                ranges[ranges.count - 1] = last.lowerBound..<range.upperBound
            } else {
                ranges.append(range)
            }
        }
        return ranges.map { range in
            let hunk = lines[range]
            let old = hunk.count { $0.sign != "+" }
            let new = hunk.count { $0.sign != "-" }
            let first = lines[range.lowerBound]
            return "@@ -\(first.old + 1),\(old) +\(first.new + 1),\(new) @@\n"
                + hunk.map { "\($0.sign)\($0.text)\n" }.joined()
        }
    }
}
