public import Diagnostics

/// Why the engine could not do what it was asked.
public enum EngineError: Error, Sendable {
    /// The data could not be loaded: one sentence, and what might help.
    case load(String, advice: String?)
    /// The text of a query or script has mistakes; nothing of it was run.
    case query([Diagnostic], SourceText)
    /// A query was right but could not be carried out.
    case execution(String, advice: String?)
    /// A result could not be written to the file that `into` names.
    case output(String)
    case cancelled
}
