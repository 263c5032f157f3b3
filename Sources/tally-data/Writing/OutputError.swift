/// A file could not be read or written; the reason is the system's own.
struct OutputError: Error, CustomStringConvertible {
    var path: String
    var reason: String

    var description: String { "\(path): \(reason)" }
}
