package import Diagnostics

/// One token. The text between the end of the token before and `start` is its leading trivia (space and comments), so
/// that all tokens together are the whole source.
package struct Token: Sendable {
    package let kind: TokenKind
    /// The keyword that a word spells, in any capitalization.
    package let keyword: Keyword?
    package let start: Int
    package let end: Int
    /// Whether only space and comments stand before it on its line.
    package let startsLine: Bool
    /// Whether an empty line stands before it.
    package let followsBlankLine: Bool
    /// Whether it touches the token before, without space between.
    package let touchesPrevious: Bool

    package var range: SourceRange { SourceRange(start, end) }
}
