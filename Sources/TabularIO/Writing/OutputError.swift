/// Why output could not be written, as one sentence for the user.
package struct OutputError: Error, Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case unknownEnding
        case exists
        case missingFolder
        case notAFile
        case notPermitted
        case diskFull
        case other
        /// The result is not one that the picture can show.
        case notDrawable
        /// The library that writes the format is not installed.
        case missingLibrary
        /// The work for the content failed, so nothing was written.
        case abandoned
        /// The user has had enough.
        case interrupted
    }

    package let kind: Kind
    /// Without a full stop at its end, like every message.
    package let message: String

    package static let interrupted = OutputError(.interrupted, "interrupted")

    package init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }
}
