import Functions
package import Semantics

/// Tests one text against a pattern that does not change.
package struct TextMatcher: Sendable {
    private let op: TextOperator
    private let pattern: [UInt8]
    private let folded: String
    /// For `matches`; nil for a pattern that is wrong, which the binder has reported.
    private let expression: RegularExpression?

    package init(_ op: TextOperator, _ pattern: String) {
        self.op = op
        self.pattern = Array(pattern.utf8)
        folded = op == .similar ? TextMatcher.fold(pattern) : ""
        expression = op == .matches ? try? RegularExpression(pattern) : nil
    }

    package func matches(_ text: String) -> Bool {
        var text = text
        return text.withUTF8(matches(utf8:))
    }

    /// Byte-wise tests; UTF-8 makes them right for whole texts of any script.
    package func matches(utf8 text: UnsafeBufferPointer<UInt8>) -> Bool {
        switch op {
        case .startsWith: return text.starts(with: pattern)
        case .endsWith: return text.count >= pattern.count && text.suffix(pattern.count).elementsEqual(pattern)
        case .contains: return contains(text)
        case .similar: return TextMatcher.fold(String(decoding: text, as: UTF8.self)) == folded
        case .matches: return expression?.matches(text) ?? false
        }
    }

    /// Looks for the first byte of the pattern, then compares the rest.
    private func contains(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = pattern.first else { return true }
        guard text.count >= pattern.count else { return false }
        return pattern.withUnsafeBufferPointer { pattern in
            var start = 0
            let last = text.count - pattern.count
            while start <= last {
                if text[start] == first {
                    var index = 1
                    while index < pattern.count, text[start &+ index] == pattern[index] { index &+= 1 }
                    if index == pattern.count { return true }
                }
                start &+= 1
            }
            return false
        }
    }

    /// Lower case without accents: canonical decomposition would need tables, so the Latin letters that city data uses
    /// are mapped by name.
    static func fold(_ text: String) -> String {
        var result = ""
        for scalar in text.lowercased().unicodeScalars {
            if scalar.isASCII {
                result.unicodeScalars.append(scalar)
            } else if scalar.properties.generalCategory == .nonspacingMark {
                continue
            } else if let name = scalar.properties.name, name.hasPrefix("LATIN SMALL LETTER "), name.contains(" WITH "),
                let letter = name.dropFirst(19).first
            {
                result += String(letter).lowercased()
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
