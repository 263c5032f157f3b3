extension ManualEntry {
    /// The profiles that ship with the program: the names that each gives to a file's columns, and its definitions.
    package static let profiles: [ManualEntry] = Profiles.shipped.map { profile in
        let headers = profile.matches.map { "\"\($0)\"" }.joined(separator: ", ")
        let columns = profile.columns.map { "`\($0.name)`" }.joined(separator: ", ")
        let defined = profile.definitions.map { "`\($0.name)`" }.joined(separator: ", ")
        let documented = profile.columns.map(\.name) + profile.definitions.map(\.name)
        let sentences = documented.compactMap { name in
            profile.summaries[nameKey(name)].map { "`\(name)`: \($0)." }
        }
        let sections = [
            "Picked for a file whose header has \(headers).", "Columns: \(columns).", "Definitions: \(defined).",
        ]
        return ManualEntry(.profile, profile.name, summary: (sections + sentences).joined(separator: " "))
    }
}
