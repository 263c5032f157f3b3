package import Diagnostics
import Synchronization

/// The profiles that ship with the program. A new one is a file and a line here.
package enum Profiles {
    private static let all: [ShippedProfile] = [
        sanAntonio, sanAntonioCases, newYork, boston, stLouis, losAngeles, losAngelesRequests, baltimore, open311,
        pittsburgh, zurich,
    ].map(ShippedProfile.init)

    package static var shipped: [Profile] { all.compactMap(\.profile) }

    /// What is wrong with the shipped texts: nothing, and a test says so.
    package static var diagnostics: [Diagnostic] { all.flatMap { ProfileReader.read($0.source).diagnostics } }

    /// The header that was asked for last, and its profile: a load asks several times.
    private static let latest = Mutex<(header: [String], profile: Profile?)?>(nil)

    /// The profile whose headers are all there; of several the one that asks for most. Own profiles win over shipped ones.
    package static func matching(header: [String], own: [Profile]) -> Profile? {
        if !own.isEmpty {
            let keys = Set(header.map(nameKey))
            let matching = own.reversed().filter { $0.matches(header: keys) }.max {
                $0.matches.count < $1.matches.count
            }
            if let matching { return matching }
        }
        return latest.withLock { latest in
            if let latest, latest.header == header { return latest.profile }
            let profile = shipped(matching: Set(header.map(nameKey)))
            latest = (header, profile)
            return profile
        }
    }

    private static func shipped(matching keys: Set<String>) -> Profile? {
        var best: (profile: ShippedProfile, size: Int)?
        for profile in all {
            if let size = profile.matched(header: keys), size > best?.size ?? 0 { best = (profile, size) }
        }
        return best?.profile.profile
    }
}
