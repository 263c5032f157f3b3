package import Diagnostics

/// What is wrong with a `use` statement, for those who run it and those who check it.
extension Diagnostic {
    package static func unreadableScript(_ path: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(id: "cannot-read", at: range, "the script `\(path)` cannot be read")
    }

    /// - Parameter query: the text of the first query in the script.
    package static func usedQuery(_ query: String, in path: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "use-with-query", at: range, "`\(path)` holds a query, and `use` takes definitions only",
            notes: ["the query: \(query)"])
    }
}
