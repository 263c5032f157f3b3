/// Lines of at most `width` cells, broken at spaces; a longer word stands alone. Lines after the first begin with `indent`
/// spaces, so that a head such as a name keeps its column to itself; 16 cells beside it are filled even where fewer fit.
public func wordWrapped(_ text: String, to width: Int, indent: Int = 0) -> [String] {
    let width = max(width, indent > 0 ? indent + 16 : width)
    var lines: [String] = []
    var used = 0
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
        let wordWidth = displayWidth(String(word))
        if !lines.isEmpty, used + 1 + wordWidth <= width {
            lines[lines.count - 1] += " \(word)"
            used += 1 + wordWidth
        } else {
            let space = lines.isEmpty ? 0 : indent
            lines.append(String(repeating: " ", count: space) + word)
            used = space + wordWidth
        }
    }
    return lines
}
