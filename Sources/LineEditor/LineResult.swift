/// What asking for a line gave.
package enum LineResult: Hashable, Sendable {
    /// A line without its line end. A pasted one may hold several lines.
    case line(String)
    /// Ctrl-C: the line was thrown away.
    case interrupted
    /// Ctrl-D on an empty line, or the end of the input.
    case endOfInput
}
