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
        return "data:\(type);base64,\(base64(bytes))"
    }

    /// The name as it was written, before it became a part of an address in HTML.
    private static func path(_ address: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = address.utf8[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2)
            if byte == UInt8(ascii: "%"), digits.count == 2, let code = UInt8(String(digits) ?? "", radix: 16) {
                bytes.append(code)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self).split(separator: "&amp;", omittingEmptySubsequences: false)
            .joined(separator: "&")
    }

    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    private static func base64(_ bytes: [UInt8]) -> String {
        var result: [UInt8] = []
        result.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let known = min(3, bytes.count - start)
            var word = 0
            for offset in 0..<3 { word = word << 8 | (offset < known ? Int(bytes[start + offset]) : 0) }
            for place in 0..<4 {
                result.append(place <= known ? digits[word >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
