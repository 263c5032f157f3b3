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
    /// Whether the colours depend on the terminal's background, which the terminal is asked for then, once.
    var asksForBackground: Bool { get }
    /// The terminal's answer, if it gives one: at once, or much later.
    func learn(background isLight: Bool)
}
