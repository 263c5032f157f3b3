package import Diagnostics

/// What is known about the thing at a place, as Markdown.
package struct Hover: Sendable, Hashable {
    package let range: SourceRange
    package let text: String
}
