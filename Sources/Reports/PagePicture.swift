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
        let start = page.lastIndex(of: "/").map { page.index(after: $0) } ?? page.startIndex
        let dot = page[start...].lastIndex(of: ".") ?? page.endIndex
        path = "\(page[..<dot])-\(number).svg"
        address = PagePicture.address("\(page[start..<dot])-\(number).svg")
        self.svg = PagePicture.mark + svg + "\n"
    }

    /// Fails where the picture could not be written. The page's name was given, the picture's was not: a file that is
    /// none of a report's pictures is not replaced, whatever was allowed for the page.
    package func check(overwrite: Bool) throws(OutputError) {
        try OutputFile.check(path, overwrite: overwrite)
        guard overwrite, let bytes = OutputFile.bytes(of: path), !bytes.starts(with: PagePicture.mark.utf8) else {
            return
        }
        throw OutputError(
            .exists, "`\(path)` exists already and is no picture of a report: the page needs another name, or the file")
    }

    /// The name with all bytes but plain ones spelt in hexadecimal, so that nothing in it ends the link.
    private static func address(_ name: String) -> String {
        let hexadecimal = Array("0123456789ABCDEF")
        return name.utf8.reduce(into: "") { result, byte in
            let character = Character(Unicode.Scalar(byte))
            if character.isASCII, character.isLetter || character.isNumber || "-._~".contains(character) {
                result.append(character)
            } else {
                result += "%\(hexadecimal[Int(byte >> 4)])\(hexadecimal[Int(byte & 15)])"
            }
        }
    }
}
