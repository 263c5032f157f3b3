/// Lines of at most `width` cells, broken at spaces; a longer word stands alone. Lines after the first begin with `indent`.
public func wordWrapped(_ text: String, to width: Int, indent: String = "") -> [String] {
    var lines: [String] = []
    var used = 0
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
        let wordWidth = displayWidth(String(word))
        if !lines.isEmpty, used + 1 + wordWidth <= width {
            lines[lines.count - 1] += " \(word)"
            used += 1 + wordWidth
        } else {
            lines.append((lines.isEmpty ? "" : indent) + word)
            used = (lines.count == 1 ? 0 : displayWidth(indent)) + wordWidth
        }
    }
    return lines
}
