#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where a table's text comes from: the one door to input files.
package enum InputSource: Sendable, Hashable {
    case file(String)
    case standardInput

    /// The source that a word of the command line names: `-` is standard input.
    package static func named(_ word: String) -> InputSource { word == "-" ? .standardInput : .file(word) }

    /// How findings name a script that is read from here.
    package var title: String {
        switch self {
        case .file(let path): path
        case .standardInput: "standard input"
        }
    }

    /// How messages name the source: the path in back-quotes.
    package var name: String {
        switch self {
        case .file: "`\(title)`"
        case .standardInput: title
        }
    }
}

extension InputSource {
    /// The sources with every pattern such as `2024-*.csv` replaced by the files that it matches, in order of their names.
    package static func expanded(_ sources: [InputSource]) throws(LoadError) -> [InputSource] {
        var result: [InputSource] = []
        for source in sources {
            guard case .file(let path) = source, path.contains(where: { "*?[".contains($0) }), !Fetch.isAddress(path),
                !exists(path)
            else {
                result.append(source)
                continue
            }
            let files = matches(path)
            guard !files.isEmpty else { throw LoadError("No file matches the pattern \(source.name).") }
            result += files.map { .file($0) }
        }
        return result
    }

    private static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// The files that a pattern such as `scripts/*.tally` matches, in order of their names; a path by itself if it exists.
    package static func files(matching pattern: String) -> [String] { matches(pattern) }

    private static func matches(_ pattern: String) -> [String] {
        var found = glob_t()
        defer { globfree(&found) }
        guard glob(pattern, 0, nil, &found) == 0, let paths = found.gl_pathv else { return [] }
        return (0..<Int(found.gl_pathc)).compactMap { paths[$0].map { String(cString: $0) } }
    }

    /// The whole source as text, for scripts; invalid UTF-8 is repaired.
    package func text(isCancelled: @Sendable () -> Bool = { false }) throws(LoadError) -> String {
        let bytes = try InputBytes.open(self, watch: .script, isCancelled: isCancelled)
        try StreamWatch.refuseBinaryScript(bytes.start, name: name)
        return String(decoding: bytes[0..<bytes.count], as: UTF8.self)
    }
}
