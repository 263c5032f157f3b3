internal import CDigest
internal import Columnar
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// What tells a file of data from any other: its content's digest, for those who get both the result and the file.
package struct DataFile: Sendable, Hashable {
    /// As it was named.
    package let path: String
    /// Bytes; nil, like all that follows, for standard input and addresses.
    package let size: Int?
    /// `2024-03-04T12:00:00Z`
    package let modified: String?
    /// In hexadecimal digits; nil where the system has no library for it.
    package let sha256: String?

    package init(_ path: String) {
        let file = FileIdentity(path)
        let modified = file.map { DataFile.text(seconds: Int64($0.modified / 1_000_000_000)) }
        self.init(path: path, size: file?.size, modified: modified, sha256: file.flatMap(DataFile.digest))
    }

    /// Standard input, of which nothing is left to look at.
    package static let standardInput = DataFile(path: "standard input", size: nil, modified: nil, sha256: nil)

    private init(path: String, size: Int?, modified: String?, sha256: String?) {
        (self.path, self.size, self.modified, self.sha256) = (path, size, modified, sha256)
    }

    /// The time now; `SOURCE_DATE_EPOCH` replaces it for those who need the same file twice.
    package static var now: String {
        let fixed = getenv("SOURCE_DATE_EPOCH").flatMap { Int64(String(cString: $0)) }
        return text(seconds: fixed ?? Int64(time(nil)))
    }

    private static func text(seconds: Int64) -> String { ValueText.time(seconds * 1_000) + "Z" }

    /// The digests of files that were looked at: all documents of a script name the same data.
    private static let known = Mutex<[FileIdentity: String]>([:])

    private static func digest(_ file: FileIdentity) -> String? {
        if let digest = known.withLock({ $0[file] }) { return digest }
        guard let digest = digest(file.path, file.size) else { return nil }
        known.withLock { $0[file] = digest }
        return digest
    }

    private static func digest(_ path: String, _ size: Int) -> String? {
        var digest = [UInt8](repeating: 0, count: 32)
        if size == 0 { return tally_digest_sha256(nil, 0, &digest) == 1 ? text(digest) : nil }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        guard let memory = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), memory != MAP_FAILED else {
            return nil
        }
        defer { munmap(memory, size) }
        let bytes = memory.assumingMemoryBound(to: UInt8.self)
        return tally_digest_sha256(bytes, size, &digest) == 1 ? text(digest) : nil
    }

    private static func text(_ digest: [UInt8]) -> String { digest.map { hexadecimal(UInt64($0), 2) }.joined() }
}

extension DataFile {
    /// What is known but the path, for a list of files: `55,030 bytes, changed 2024-03-04T12:00:00Z, SHA-256 …`.
    /// - Parameter marked: Marks up the digest.
    package func facts(_ marked: (String) -> String) -> String {
        let facts = [
            size.map { "\(grouped($0)) bytes" }, modified.map { "changed \($0)" },
            sha256.map { "SHA-256 \(marked($0))" },
        ]
        return facts.compactMap(\.self).joined(separator: ", ")
    }
}
