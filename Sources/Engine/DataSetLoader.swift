import Columnar
import Semantics
import TabularIO

/// Loads files under the profile that their header picks.
struct DataSetLoader: Sendable {
    let profiles: [Profile]
    /// How to read, apart from what the profile says.
    var options: LoadOptions
    let tables: TableLoader

    func load(_ sources: [InputSource]) throws(LoadError) -> (DataSet, LoadSummary, LoadedTable) {
        let (dataSet, loaded, profile) = try read(sources)
        let summary = LoadSummary(
            name: dataSet.name, rows: loaded.table.rowCount, columns: loaded.table.columns.count,
            profile: profile?.name,
            seconds: loaded.report.seconds, warnings: LoadNotes.sentences(loaded.report))
        return (dataSet, summary, loaded)
    }

    /// The page of `describe`, or the text of a profile that fits the data.
    func describe(_ sources: [InputSource], asProfile: Bool, width: Int?) throws(LoadError) -> String {
        if asProfile {
            // What a known profile would hide, such as texts for missing values, is to be seen.
            let loaded = try tables.load(sources, options, keeps: false)
            return ProfileProposal.text(loaded.table, name: name(of: sources))
        }
        let (dataSet, loaded, profile) = try read(sources)
        return DescriptionText.page(dataSet, loaded, profile: profile, width: width)
    }

    /// One of two files that are compared, with what its load has to say.
    func extract(_ source: InputSource) throws(LoadError) -> Extract {
        let (dataSet, loaded, profile) = try read([source])
        return Extract(name: source.name, dataSet: dataSet, loaded: loaded, profile: profile)
    }

    /// A data set without rows that has the columns of big files; nil for other data.
    func outline(_ sources: [InputSource], atLeast bytes: Int) -> DataSet? {
        tables.outline(sources, optionsWithProfile, atLeast: bytes).map { dataSet(of: sources, $0).0 }
    }

    private func read(_ sources: [InputSource]) throws(LoadError) -> (DataSet, LoadedTable, Profile?) {
        let loaded = try tables.load(sources, optionsWithProfile)
        let (dataSet, profile) = dataSet(of: sources, loaded)
        return (dataSet, loaded, profile)
    }

    private func dataSet(of sources: [InputSource], _ loaded: LoadedTable) -> (DataSet, Profile?) {
        let profile = Profiles.matching(header: loaded.table.names, own: profiles)
        let dataSet = DataSetBuilder.build(
            name: name(of: sources), table: loaded.table, profile: profile, undecoded: loaded.undecoded,
            unbounded: loaded.unbounded)
        return (dataSet, profile)
    }

    private var optionsWithProfile: LoadOptions {
        let own = profiles
        var options = options
        options.hints = { header in
            Profiles.matching(header: header, own: own).map { ProfileHints.hints(for: header, $0) } ?? []
        }
        options.missing = { header in Profiles.matching(header: header, own: own)?.missingTexts ?? [] }
        return options
    }

    /// The file's name without folder and endings.
    private func name(of sources: [InputSource]) -> String {
        guard case .file(let path)? = sources.first else { return "input" }
        let file = path.split(separator: "/").last.map(String.init) ?? path
        return file.split(separator: ".").first.map(String.init) ?? file
    }
}
