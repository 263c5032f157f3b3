public import Columnar
import Diagnostics
import Semantics
import TabularIO

extension Session {
    /// What a later extract of the same data changed: one row a finding. Ragged rows are padded and told of.
    /// - Parameters:
    ///   - key: the column that tells which rows are the same; nil takes the profile's key.
    ///   - isForReading: whether numbers are grouped, for the screen.
    public func compare(
        _ before: String, to after: String, key: String?, isForReading: Bool
    ) throws(EngineError) -> ResultTable {
        if loading.ragged == .error { loading.ragged = .pad }
        let loader = loader()
        do throws(LoadError) {
            let extracts = (try loader.extract(.named(before)), try loader.extract(.named(after)))
            for extract in [extracts.0, extracts.1] {
                try Session.check(key, in: extract)
                onLoad(LoadSummary(extract))
            }
            let table = ExtractComparison(extracts.0, extracts.1, key: key, isForReading: isForReading).table
            try loader.tables.checkDamage()
            return table
        } catch {
            if error.isCancellation { throw .cancelled }
            throw .load(error.message, advice: error.advice)
        }
    }

    private static func check(_ key: String?, in extract: Extract) throws(LoadError) {
        guard let key, extract.key(named: key) == nil else { return }
        let near = Suggestion.nearest(to: key, among: extract.headers + extract.dataSet.fields.map(\.name))
        throw LoadError(
            "\(extract.name) has no column `\(key)`, which --key names.",
            advice: near.map { "did you mean `\($0)`?" } ?? "`tally describe` lists the columns.")
    }
}

extension LoadSummary {
    fileprivate init(_ extract: Extract) {
        self.init(
            name: extract.name, rows: extract.rowCount, columns: extract.headers.count, profile: extract.profile?.name,
            seconds: extract.loaded.report.seconds,
            warnings: LoadNotes.sentences(extract.loaded.report).map { "\(extract.name): \($0)" })
    }
}
