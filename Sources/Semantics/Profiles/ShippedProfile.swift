import Diagnostics
import Synchronization

/// A profile that ships with the program, as text: it is read when a header picks it, so that a question about one city
/// does not wait for what is known about the others.
final class ShippedProfile: Sendable {
    private let text: String
    private let known = Mutex<Profile?>(nil)

    /// - Parameter text: begins with `dataset NAME matches "…", "…"` in a line of its own.
    init(_ text: String) { self.text = text }

    var source: SourceText { SourceText(text, name: "shipped profile") }

    /// How many headers the profile asks for; nil when one of them is not there. No more is read than it takes to say no.
    /// - Parameter header: name keys.
    func matched(header: Set<String>) -> Int? {
        let (quote, newline) = (UInt8(ascii: "\""), UInt8(ascii: "\n"))
        var rest = text.utf8[...]
        var count = 0
        while let start = rest.firstIndex(where: { $0 == quote || $0 == newline }), rest[start] == quote {
            let name = rest[start...].dropFirst().prefix { $0 != quote }
            guard header.contains(nameKey(String(Substring(name)))) else { return nil }
            count += 1
            rest = rest[name.endIndex...].dropFirst()
        }
        return count == 0 ? nil : count
    }

    /// What the text says; nil for a text without a `dataset` statement, which is a mistake of ours that tests find.
    var profile: Profile? {
        known.withLock { known in
            if known == nil { known = ProfileReader.read(source).profiles.first }
            return known
        }
    }
}
