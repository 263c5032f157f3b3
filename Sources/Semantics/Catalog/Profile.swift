import Columnar

/// What the columns of a city's file mean, read from a `dataset` statement and the definitions behind it.
package struct Profile: Sendable {
    /// The `dataset` statement that describes it.
    package let text: String
    package let name: String
    /// The headers that a file must have to be recognised.
    package let matches: [String]
    package let columns: [Column]
    /// Sentences about names, by name key.
    package let summaries: [String: String]
    /// The headers, in order of preference, of the column that says when the data ends.
    package let asOfHeaders: [String]
    /// The texts that stand for a missing value, in every column.
    package let missingTexts: [String]
    package var definitions: [Definition]

    package struct Column: Sendable {
        package enum Kind: Sendable, Hashable {
            case key
            case time
            case flag(yes: [String])
            case category(isOrdered: Bool)
            case number
            case text
            /// The headers of the second coordinate, and the coordinate system's EPSG number.
            case point(second: [String], crs: Int?)
        }

        package let name: String
        /// The headers that the column may have, in order of preference.
        package let headers: [String]
        package let kind: Kind
        package let recodes: [(from: [String], to: String)]
    }

    /// Whether all the headers that the profile asks for are there.
    package func matches(header keys: Set<String>) -> Bool {
        !matches.isEmpty && matches.allSatisfy { keys.contains(nameKey($0)) }
    }
}
