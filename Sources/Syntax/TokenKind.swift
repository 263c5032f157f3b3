/// The kinds of tokens. What a token means in its place is the parser's business.
package enum TokenKind: UInt8, Sendable {
    /// A bare word: a keyword or a name.
    case word
    /// A name in back-quotes.
    case quotedName
    case text
    case number
    /// `25%`
    case percent
    /// `5pp`
    case points
    /// `36h`
    case duration
    /// `500m`
    case length
    /// `2020-11`, `2020-Q4`, `2020-11-03T14:30`
    case date
    case leftParenthesis
    case rightParenthesis
    case comma
    case semicolon
    case bar
    case equal
    case notEqual
    case less
    case lessOrEqual
    case greater
    case greaterOrEqual
    case tilde
    case plus
    case minus
    case star
    case slash
    case percentSign
    /// Characters that start no token, and spellings of other languages (`==`, `&&`) that fix-its translate.
    case unknown
    case endOfText
}
