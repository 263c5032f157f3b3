import Diagnostics
import JSON
import LanguageService

/// A text that is open in the editor: its own copy, kept up to date edit by edit.
struct Document {
    let uri: String
    private(set) var version: Int
    private(set) var source: SourceText
    /// The text as the language service sees it, until the text or what it is about changes.
    var script: Script?
    var checker = Checker()
    /// Whether its findings have to be looked for again.
    var isDirty = true
    /// How the last run of each query went, by its text: for code lenses.
    var runs: [String: RunRecord] = [:]
    /// The semantic tokens that were sent last, for deltas.
    var lastTokens: (id: String, data: [Int])?

    init(uri: String, version: Int, text: String) {
        self.uri = uri
        self.version = version
        source = SourceText(text, name: FileAddress.path(of: uri) ?? uri)
    }

    /// Applies the changes of one notification, in order: each range speaks of the text that the one before left.
    mutating func apply(_ changes: [JSONValue], version: Int, _ encoding: PositionEncoding) throws(ResponseError) {
        for change in changes {
            guard let text = change["text"].asText else { throw .invalidParams("a change without text") }
            if change["range"].isNull {
                source = SourceText(text, name: source.name)
                continue
            }
            guard let range = encoding.range(change["range"], in: source) else {
                throw .invalidParams("a change without a range")
            }
            var bytes = source.bytes
            bytes.replaceSubrange(range.start..<range.end, with: Array(text.utf8))
            source = SourceText(bytes: bytes, name: source.name)
        }
        self.version = version
        script = nil
        isDirty = true
    }

    /// What the text is about has changed: all that was found in it is found anew.
    mutating func forget() {
        script = nil
        checker.reset()
        isDirty = true
    }
}
