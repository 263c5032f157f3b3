/// An entry of the history, with what is known of how it ran.
package struct HistoryEntry: Hashable, Sendable {
    package let text: String
    /// The data set that it asked; nil for entries that asked none, and for those of older versions.
    package let dataSet: String?
    /// How many rows its result had, and the milliseconds it took, as text; nil when it gave no result.
    package var outcome: String?

    package init(text: String, dataSet: String?, outcome: String? = nil) {
        (self.text, self.dataSet, self.outcome) = (text, dataSet, outcome)
    }

    /// The characters that an outcome has in a stamp: they are blank until the entry has run, and written then.
    static let width = 28

    /// Readline takes a line of `#` and seconds for the time of the entry under it, whatever else stands in it.
    func stamp(at seconds: Int) -> String {
        guard let dataSet else { return "#\(seconds)" }
        let outcome = String((outcome ?? "").prefix(HistoryEntry.width))
        let space = String(repeating: " ", count: HistoryEntry.width - outcome.count)
        return "#\(seconds) \(space)\(outcome) \(dataSet.split { $0.isNewline }.joined(separator: " "))"
    }

    init(text: String, stamp: String) {
        self.text = text
        let rest = stamp.drop { $0 != " " }.dropFirst()
        let outcome = rest.prefix(HistoryEntry.width).drop { $0 == " " }
        let name = rest.dropFirst(HistoryEntry.width + 1)
        dataSet = name.isEmpty ? nil : String(name)
        self.outcome = outcome.isEmpty ? nil : String(outcome)
    }
}
