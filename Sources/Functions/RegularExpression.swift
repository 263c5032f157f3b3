internal import CRegex

/// A compiled regular expression of RE2's syntax. Matching takes time linear in the text, whatever the pattern: a query
/// cannot hang on it.
package final class RegularExpression: @unchecked Sendable {
    private let regex: OpaquePointer

    package struct Failure: Error, Sendable {
        package let message: String
    }

    /// - Throws: what is wrong with the pattern.
    package init(_ pattern: String) throws(Failure) {
        var pattern = pattern
        var message = [CChar](repeating: 0, count: 200)
        let compiled = pattern.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                tally_regex_new(characters.baseAddress, characters.count, &message, message.count)
            }
        }
        guard let compiled else {
            let bytes = message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
            throw Failure(message: String(decoding: bytes, as: UTF8.self))
        }
        regex = compiled
    }

    deinit { tally_regex_free(regex) }

    /// Whether the pattern matches anywhere in a text of UTF-8.
    package func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        text.withMemoryRebound(to: CChar.self) { tally_regex_matches(regex, $0.baseAddress, $0.count) }
    }
}
