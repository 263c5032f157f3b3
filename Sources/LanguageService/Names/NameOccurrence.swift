package import Diagnostics
import Semantics

/// A place where a name stands.
package struct NameOccurrence: Sendable {
    package let range: SourceRange
    /// The name without back-quotes.
    package let name: String
    package let symbol: NameSymbol
    /// What it means; nil where it is declared.
    package let meaning: NameMeaning?
    package let isDeclaration: Bool
}
