/// The completions at a cursor.
package struct LineCompletions: Sendable {
    package struct Item: Sendable {
        package let label: String
        package let insertion: String
        package let detail: String

        package init(label: String, insertion: String, detail: String) {
            self.label = label
            self.insertion = insertion
            self.detail = detail
        }
    }

    /// The UTF-8 offsets that an insertion replaces.
    package let range: Range<Int>
    /// What of the replaced text stands before the cursor, without a quote.
    package let fragment: String
    package let items: [Item]

    package init(range: Range<Int>, fragment: String, items: [Item]) {
        self.range = range
        self.fragment = fragment
        self.items = items
    }

    /// The longest beginning that all insertions share, if it says more than what has been typed.
    var commonInsertion: String? {
        guard var common = items.first?.insertion else { return nil }
        for item in items.dropFirst() {
            common = String(zip(common, item.insertion).prefix { $0 == $1 }.map(\.0))
        }
        let plain = common.drop { $0 == "\"" || $0 == "`" }.lowercased()
        return plain.count > fragment.count && plain.hasPrefix(fragment.lowercased()) ? common : nil
    }
}
