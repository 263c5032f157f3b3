import Testing

/// One script of a golden file, with the data that it reads and the result that is expected of it.
///
/// A golden file holds comments (`#`), then cases:
///
///     == late share by district [table] < calls.csv
///     group by district show late%
///     ---
///      district │  late% …
///
/// The tag names an output format, or `plan`, `explain` or `diagnostics`; without one the result is CSV. A number in the
/// tag is the width of the terminal, `colors` turns them on: `[table 60 colors]`. `+ header` in the tag names further data files. Without `<` the
/// case reads the data of the one before.
struct GoldenCase: CustomTestStringConvertible, Sendable {
    let title: String
    let tag: String
    let data: [String]
    let script: String
    let expected: String
    /// The line of the case's title, which says where its data come from and how its result is shown.
    let heading: String
    let file: String

    var testDescription: String { "\(file): \(title)" }

    /// The text of the case with another result.
    func text(expecting result: String) -> String { "\(heading)\n\(script)\n---\n\(result)\n" }
}
