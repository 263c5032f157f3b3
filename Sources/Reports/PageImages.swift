internal import TabularIO

/// Puts the pictures that a report names into its page, which then needs no file beside it.
enum PageImages {
    private static let types = [
        "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "svg": "image/svg+xml",
        "webp": "image/webp",
    ]

    /// - Parameter folder: Where relative names begin: the report's own folder, with a slash at its end.
    /// - Throws: where a picture is no file of a known kind that can be read.
    static func embed(in html: String, folder: String) throws(OutputError) -> String {
        let parts = html.split(separator: "<img src=\"", omittingEmptySubsequences: false)
        var result = String(parts[0])
        for part in parts.dropFirst() {
            let name = part.prefix { $0 != "\"" }
            result += "<img src=\"\(try data(of: path(name), folder))" + part[name.endIndex...]
        }
        return result
    }

    private static func data(of path: String, _ folder: String) throws(OutputError) -> String {
        let shown = "the picture `\(path)`"
        guard !path.contains("://"), !path.hasPrefix("//"), !path.hasPrefix("data:") else {
            throw OutputError(.other, "\(shown) is not a file: a page holds its pictures, and needs no network")
        }
        let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
        guard let type = types[ending] else {
            throw OutputError(
                .other, "\(shown) is of no kind that pages show: \(types.keys.sorted().joined(separator: ", "))")
        }
        guard let bytes = OutputFile.bytes(of: path.hasPrefix("/") ? path : folder + path) else {
            throw OutputError(.other, "\(shown) cannot be read")
        }
        return "data:\(type);base64,\(Base64.text(bytes))"
    }

    /// The name as it was written, before it became a part of an address in HTML.
    private static func path(_ address: Substring) -> String {
        PercentEncoding.decoded(address).split(separator: "&amp;", omittingEmptySubsequences: false).joined(
            separator: "&")
    }
}
