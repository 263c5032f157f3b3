/// A finding about a source text: what was found, what was expected, and how to mend it.
public struct Diagnostic: Hashable, Sendable {
    /// Errors keep a text from running; warnings and notes do not.
    public enum Severity: String, Sendable {
        case error
        case warning
        case note
    }

    /// A stable name in kebab-case, such as `unknown-column`.
    public let id: String
    public let severity: Severity
    public let range: SourceRange
    /// What was found and what was expected; names in back-quotes, never "you".
    public let message: String
    /// The short advice that stands behind the caret: "did you mean `district`?"
    public let advice: String?
    /// Further sentences, each shown on a line of its own.
    public let notes: [String]
    public let fixIts: [FixIt]

    public init(
        _ severity: Severity = .error, id: String, at range: SourceRange, _ message: String, advice: String? = nil,
        notes: [String] = [], fixIts: [FixIt] = []
    ) {
        self.id = id
        self.severity = severity
        self.range = range
        self.message = message
        self.advice = advice
        self.notes = notes
        self.fixIts = fixIts
    }
}

extension [Diagnostic] {
    public var hasErrors: Bool { contains { $0.severity == .error } }
}
