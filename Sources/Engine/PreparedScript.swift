public import Diagnostics

/// A script whose every statement is understood: nothing runs before all of it is.
public struct PreparedScript: Sendable {
    public let source: SourceText
    public let statements: [Statement]
    /// Findings that do not keep the script from running.
    public let warnings: [Diagnostic]
}
