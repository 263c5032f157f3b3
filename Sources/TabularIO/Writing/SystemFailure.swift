#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Turns error numbers of the system into sentences about output.
enum SystemFailure {
    /// - Parameters:
    ///   - code: The error number.
    ///   - target: What could not be written: a path in back-quotes, or `standard output`.
    ///   - folder: The folder of a path.
    static func error(_ code: Int32, writing target: String, folder: String? = nil) -> OutputError {
        let prefix = "\(target) could not be written: "
        let place = folder.map { "`\($0)`" } ?? "its place"
        switch code {
        case ENOSPC: return OutputError(.diskFull, prefix + "the disk is full")
        case EDQUOT: return OutputError(.diskFull, prefix + "the disk quota is used up")
        case EFBIG: return OutputError(.diskFull, prefix + "it would be larger than a file may be")
        case ENOENT: return OutputError(.missingFolder, prefix + "the folder \(place) does not exist")
        case ENOTDIR: return OutputError(.missingFolder, prefix + "\(place) is not a folder")
        case EACCES, EPERM: return OutputError(.notPermitted, prefix + "the folder \(place) does not permit it")
        case EROFS: return OutputError(.notPermitted, prefix + "\(place) is read-only")
        case ENAMETOOLONG: return OutputError(.other, prefix + "its name is too long")
        default: return OutputError(.other, prefix + text(code))
        }
    }

    /// The system's own words, in lower case like the rest of a sentence.
    private static func text(_ code: Int32) -> String {
        let words = String(cString: strerror(code))
        return words.prefix(1).lowercased() + words.dropFirst()
    }
}
