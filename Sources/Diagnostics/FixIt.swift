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

    /// Writes the right text over the wrong one; the menu shows the text.
    public static func writing(_ text: String, at range: SourceRange) -> FixIt {
        FixIt("write `\(text)`", range: range, replacement: text)
    }
}
