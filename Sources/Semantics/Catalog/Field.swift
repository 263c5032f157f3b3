package import Columnar

/// A column as queries see it.
package struct Field: Sendable {
    /// The name that a profile gives it, or its header.
    package let name: String
    /// The header in the file; nil for columns that a stage computed.
    package let header: String?
    package let type: DataType
    /// The column of a loaded data set; nil where values are not known when the query is planned.
    private let values: Column?
    /// The profile's sentence about it.
    package let summary: String?
    /// The EPSG number of a point column's coordinate system.
    package let crs: Int?
    /// The measure of an earlier stage, when it is one that does not add up: an average or a quantile of each group.
    package let average: String?

    package init(
        name: String, header: String? = nil, type: DataType, values: Column? = nil, summary: String? = nil,
        crs: Int? = nil, average: String? = nil
    ) {
        self.average = average
        self.name = name
        self.header = header
        self.type = type
        self.values = values
        self.summary = summary
        self.crs = crs
    }

    /// The dictionary of a text column of a loaded data set, against which values are checked. Asking for it reads the
    /// column where that has not happened yet.
    package var dictionary: TextDictionary? { values?.dictionary }

    /// Whether the column says when something should happen, not when it did: by its name.
    package var isDueDate: Bool {
        let key = Array(nameKey(name).utf8)
        return Field.dueWords.contains { word in key.indices.contains { key[$0...].starts(with: word) } }
    }

    private static let dueWords = ["due", "target", "sla", "expected", "projected"].map { Array($0.utf8) }
}
