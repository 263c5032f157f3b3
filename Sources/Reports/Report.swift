internal import Columnar
package import Diagnostics
package import Engine
package import TabularIO

/// A report whose queries have been answered, ready to be written as a page.
package struct Report: Sendable {
    /// What stands on the page, in its order.
    package enum Item: Sendable {
        /// Markdown in which the inline queries are replaced by their figures.
        case text(String)
        /// Definitions and options: what the queries after it are about.
        case definitions(String)
        case result(QueryResult, query: String)
        case explanation(String, query: String)
        /// An `expect` that holds.
        case holds(String)
    }

    package let name: String
    package let source: SourceText
    package let items: [Item]
    /// What the queries were warned of.
    package let findings: [Diagnostic]
    /// The expectations that the data breaks, each as a finding at its place.
    package let broken: [Diagnostic]
    package let provenance: Provenance

    /// The files that queries name with `into`: a report writes its page alone.
    package var paths: [String] {
        items.compactMap { if case .result(let result, _) = $0 { result.path } else { nil } }
    }

    package var resultCount: Int { items.count { if case .result = $0 { true } else { false } } }
}
