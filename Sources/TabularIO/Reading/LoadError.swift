/// Why a table could not be loaded. `message` is one sentence that names the source, where it applies the line, what
/// was expected and what was found; `advice` says what to do about it.
package struct LoadError: Error, Equatable {
    package let message: String
    package let advice: String?
    /// The physical line of the file, counted from 1, that the message speaks of.
    package let line: Int?
    /// Whether loading stopped because `LoadOptions.isCancelled` said so.
    package let isCancellation: Bool

    package init(_ message: String, advice: String? = nil, line: Int? = nil, isCancellation: Bool = false) {
        self.message = message
        self.advice = advice
        self.line = line
        self.isCancellation = isCancellation
    }

    static let cancelled = LoadError("Loading was cancelled.", isCancellation: true)
}
