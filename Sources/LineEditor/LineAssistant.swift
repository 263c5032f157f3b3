/// What knows the language that is typed: the editor asks it between keys, on the thread that reads them.
package protocol LineAssistant: AnyObject {
    /// The text with colours: the same characters with SGR sequences between them.
    func colored(_ text: String) -> String
    /// What would probably follow, shown dimly behind the text while the cursor is at its end.
    func hint(for text: String) -> String?
    /// A line about the text with its cursor at a UTF-8 offset, shown dimly under it: its answer, or its mistake.
    func preview(of text: String, at cursor: Int) -> String?
    /// What may stand at the cursor, a UTF-8 offset.
    func completions(of text: String, at cursor: Int) -> LineCompletions
    /// Whether Enter accepts the text; else it begins a new line in it.
    func accepts(_ text: String) -> Bool
    /// A descriptor that becomes readable when the preview has changed, -1 without one; what is read from it is thrown away.
    var wakeDescriptor: Int32 { get }
}

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
