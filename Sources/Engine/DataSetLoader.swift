import Columnar
import Semantics
import TabularIO

/// Loads files under the profile that their header picks.
struct DataSetLoader: Sendable {
    let profiles: [Profile]
    /// How to read, apart from what the profile says.
    let options: LoadOptions

    func load(_ sources: [InputSource]) throws(LoadError) -> (DataSet, LoadSummary) {
        let own = profiles
        var options = options
        options.hints = { header in
            Profiles.matching(header: header, own: own).map { ProfileHints.hints(for: header, $0) } ?? []
        }
        options.missing = { header in Profiles.matching(header: header, own: own)?.missingTexts ?? [] }
        let loaded = try Loader.load(sources, options: options)
        let profile = Profiles.matching(header: loaded.table.names, own: own)
        let dataSet = DataSetBuilder.build(name: name(of: sources), table: loaded.table, profile: profile)
        let summary = LoadSummary(
            name: dataSet.name, rows: loaded.table.rowCount, columns: loaded.table.columns.count,
            profile: profile?.name,
            seconds: loaded.report.seconds, warnings: LoadNotes.sentences(loaded.report))
        return (dataSet, summary)
    }

    /// The file's name without folder and endings.
    private func name(of sources: [InputSource]) -> String {
        guard case .file(let path)? = sources.first else { return "input" }
        let file = path.split(separator: "/").last.map(String.init) ?? path
        return file.split(separator: ".").first.map(String.init) ?? file
    }
}
