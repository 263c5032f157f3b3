package import Diagnostics

/// The profiles that ship with the program. A new one is a file and a line here.
package enum Profiles {
    private static let all: [ShippedProfile] = [
        sanAntonio, sanAntonioCases, newYork, boston, stLouis, losAngeles, losAngelesRequests, baltimore, open311,
        pittsburgh, zurich,
    ].map(ShippedProfile.init)

    package static var shipped: [Profile] { all.compactMap(\.profile) }

    /// What is wrong with the shipped texts: nothing, and a test says so.
    package static var diagnostics: [Diagnostic] { all.flatMap { ProfileReader.read($0.source).diagnostics } }

    /// The profile whose headers are all there; of several the one that asks for most. Own profiles win over shipped ones.
    package static func matching(header: [String], own: [Profile]) -> Profile? {
        let keys = Set(header.map(nameKey))
        let matching = own.reversed().filter { $0.matches(header: keys) }.max { $0.matches.count < $1.matches.count }
        return matching ?? all.filter { $0.matches(header: keys) }.max { $0.size < $1.size }?.profile
    }
}
