import Diagnostics
import Synchronization

/// A profile that ships with the program, as text: it is read when a header picks it, so that a question about one city
/// does not wait for what is known about the others.
final class ShippedProfile: Sendable {
    let source: SourceText
    /// The name keys of the headers that have to be there.
    private let keys: Set<String>
    private let known = Mutex<Profile?>(nil)

    /// - Parameter text: begins with `dataset NAME matches "…", "…"` in a line of its own.
    init(_ text: String) {
        source = SourceText(text, name: "shipped profile")
        let line = text.utf8.prefix { $0 != UInt8(ascii: "\n") }
        let parts = line.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
        keys = Set(parts.indices.filter { $0 % 2 == 1 }.map { nameKey(String(parts[$0]) ?? "") })
    }

    /// How many headers the profile asks for.
    var size: Int { keys.count }

    func matches(header: Set<String>) -> Bool { !keys.isEmpty && keys.isSubset(of: header) }

    /// What the text says; nil for a text without a `dataset` statement, which is a mistake of ours that tests find.
    var profile: Profile? {
        known.withLock { known in
            if known == nil { known = ProfileReader.read(source).profiles.first }
            return known
        }
    }
}
