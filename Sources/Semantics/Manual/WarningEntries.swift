extension ManualEntry {
    /// What every analyzer looks for, with the option that turns it off.
    package static let warnings: [ManualEntry] = Analyzers.all.map { analyzer in
        ManualEntry(
            .warning, analyzer.id, aliases: [analyzer.option], syntax: "set \(analyzer.option) = false",
            summary: analyzer.explanation, example: analyzer.example)
    }
}
