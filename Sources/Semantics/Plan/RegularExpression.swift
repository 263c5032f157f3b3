/// The pattern of `matches`, which looks for it anywhere in a text: `^` and `$` tie it to the ends.
///
/// The syntax is that of Swift's `Regex`, which is that of most tools. Characters are Unicode scalars.
package struct RegularExpression: @unchecked Sendable {
    // A `Regex` never changes after it was made; the standard library only has not said so to the compiler.
    private let regex: Regex<AnyRegexOutput>

    package struct Invalid: Error {
        /// What the parser of patterns found, as the end of a sentence.
        package let reason: String
    }

    package init(_ pattern: String) throws(Invalid) {
        do { regex = try Regex(pattern).matchingSemantics(.unicodeScalar) } catch {
            throw Invalid(reason: "\(error)")
        }
    }

    package func occurs(in text: String) -> Bool { (try? regex.firstMatch(in: text)) != nil }
}
