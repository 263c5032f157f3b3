/// Where a table's text comes from: the one door to input files.
package enum InputSource: Sendable, Hashable {
    case file(String)
    case standardInput

    /// How messages name the source: the path in back-quotes.
    package var name: String {
        switch self {
        case .file(let path): "`\(path)`"
        case .standardInput: "standard input"
        }
    }
}

extension InputSource {
    /// The whole source as text, for scripts; invalid UTF-8 is repaired.
    package func text(isCancelled: @Sendable () -> Bool = { false }) throws(LoadError) -> String {
        let bytes = try InputBytes.open(self, isCancelled: isCancelled)
        return String(decoding: bytes[0..<bytes.count], as: UTF8.self)
    }
}
