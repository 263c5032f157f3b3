package import TabularIO

/// A picture that a Markdown page names and that lies beside it, because viewers of Markdown show none that is in the text.
package struct PagePicture: Sendable {
    package let path: String
    /// The name as an address relative to the page.
    let address: String
    package let svg: String

    /// The first line of every such picture, by which the page's own are known.
    private static let mark = "<!-- a picture of a report, made by tally -->\n"

    /// - Parameter page: The path of the page: of `out/page.md` the pictures are `out/page-1.svg` and so on.
    init(of page: String, number: Int, svg: String) {
        path = PagePicture.path(of: page, number)
        address = PercentEncoding.encoded(path.split(separator: "/").last.map(String.init) ?? path)
        self.svg = PagePicture.mark + svg + "\n"
    }

    private static func path(of page: String, _ number: Int) -> String {
        let start = page.lastIndex(of: "/").map { page.index(after: $0) } ?? page.startIndex
        return "\(page[..<(page[start...].lastIndex(of: ".") ?? page.endIndex)])-\(number).svg"
    }

    private static func isPicture(_ path: String) -> Bool {
        OutputFile.bytes(of: path)?.starts(with: mark.utf8) == true
    }

    /// Removes the pictures that an earlier page of the name had beyond those of the new one.
    /// - Returns: How many.
    package static func removeLeftovers(of page: String, from number: Int) -> Int {
        var next = number
        while isPicture(path(of: page, next)), OutputFile.remove(path(of: page, next)) { next += 1 }
        return next - number
    }

    /// Fails where the picture could not be written. The page's name was given, the picture's was not: a file that is
    /// none of a report's pictures is not replaced, whatever was allowed for the page.
    package func check(overwrite: Bool) throws(OutputError) {
        try OutputFile.check(path, overwrite: overwrite)
        guard overwrite, OutputFile.bytes(of: path) != nil, !PagePicture.isPicture(path) else { return }
        throw OutputError(
            .exists, "`\(path)` exists already and is no picture of a report: the page needs another name, or the file")
    }
}
