import TabularIO

/// `file:` addresses and paths.
enum FileAddress {
    /// The path of a `file:` address; nil for texts that are no files.
    static func path(of uri: String) -> String? {
        guard uri.hasPrefix("file://") else { return nil }
        let rest = uri.dropFirst("file://".count)
        guard let slash = rest.firstIndex(of: "/") else { return nil }
        return PercentEncoding.decoded(rest[slash...])
    }

    static func uri(of path: String) -> String { "file://" + PercentEncoding.encoded(path) }

    static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }

    /// A path as a script names it, seen from a folder, without `.` and `..`.
    static func path(_ name: String, from folder: String) -> String {
        let whole = name.hasPrefix("/") ? name : folder + "/" + name
        var parts: [Substring] = []
        for part in whole.split(separator: "/") where part != "." {
            if part == "..", parts.last != nil { parts.removeLast() } else { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }
}
