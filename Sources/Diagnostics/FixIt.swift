/// A replacement that mends a finding.
public struct FixIt: Hashable, Sendable {
    /// What it does, as an editor's menu shows it: "replace `distict` with `district`".
    public let title: String
    public let range: SourceRange
    public let replacement: String

    public init(_ title: String, range: SourceRange, replacement: String) {
        self.title = title
        self.range = range
        self.replacement = replacement
    }
}
