import ArgumentParser

/// Makes the synthetic files that examples, tests and benchmarks read.
@main
struct TallyData: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tally-data",
        abstract: "Write synthetic 311 files: the same seed gives the same bytes on every platform.",
        subcommands: [
            CustomerServiceCommand.self, DistrictsCommand.self, SanAntonioCommand.self, StudyFeedCommand.self,
            NewYorkCommand.self,
        ]
    )
}
