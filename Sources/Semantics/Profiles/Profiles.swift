package import Diagnostics

/// The profiles that ship with the program. A new one is a file and a line here.
package enum Profiles {
    private static let texts: [String] = [
        sanAntonio, sanAntonioCases, newYork, boston, stLouis, losAngeles, losAngelesRequests, baltimore, open311,
        pittsburgh, zurich,
    ]

    /// All shipped profiles, read when first needed.
    package static let shipped: [Profile] = texts.flatMap { text in
        ProfileReader.read(SourceText(text, name: "shipped profile")).profiles
    }

    /// What is wrong with the shipped texts: nothing, and a test says so.
    package static var diagnostics: [Diagnostic] {
        texts.flatMap { ProfileReader.read(SourceText($0, name: "shipped profile")).diagnostics }
    }

    /// The profile whose headers are all there; of several the one that asks for most. Own profiles win over shipped ones.
    package static func matching(header: [String], own: [Profile]) -> Profile? {
        let keys = Set(header.map(nameKey))
        func best(_ profiles: [Profile]) -> Profile? {
            profiles.filter { $0.matches(header: keys) }.max { $0.matches.count < $1.matches.count }
        }
        return best(own.reversed()) ?? best(shipped)
    }
}
