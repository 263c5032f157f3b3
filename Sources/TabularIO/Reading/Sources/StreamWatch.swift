/// Looks at a stream while it comes, and refuses what cannot be meant: it may have no end, as `/dev/zero` has none.
///
/// Streams that fit into memory are looked at when they are there.
struct StreamWatch {
    private enum Kind {
        case table(InputEncoding?)
        case script
    }

    private let kind: Kind
    /// Whether a line has ended, or lines do not matter.
    private var hasLines = false

    private init(_ kind: Kind) { self.kind = kind }

    /// Refuses what is no delimited text by its first bytes, and a first line that is longer than any row may be.
    static func table(_ encoding: InputEncoding?) -> StreamWatch { StreamWatch(.table(encoding)) }

    /// Refuses what is no text, and what is longer than anybody writes.
    static let script = StreamWatch(.script)

    /// - Parameters:
    ///   - bytes: what has come since the last look.
    ///   - count: how many bytes had come before.
    mutating func look(
        at bytes: UnsafeBufferPointer<UInt8>, behind count: Int, name: String
    ) throws(LoadError) {
        let start = UnsafeBufferPointer(rebasing: bytes.prefix(4_096))
        switch kind {
        case .script:
            if count == 0 { try StreamWatch.refuseBinaryScript(start, name: name) }
            guard count < LoadLimits.rowBytes else {
                throw LoadError("\(name) is longer than \(LoadLimits.rowBytes >> 20) MiB, expected a script.")
            }
        case .table(let encoding):
            if count == 0 {
                // What is packed in it, or how its letters are written, shows itself later.
                if Compression.isSigned(Array(start.prefix(6))) {
                    hasLines = true
                } else {
                    try FileFormat.refuseUTF32(start, name: name)
                    if encoding?.isUTF16 != true, !TextEncoding.isUTF16(start) {
                        try FileFormat.check(start, name: name)
                    }
                    // JSON may stand in one line.
                    if FileFormat.isJSON(start) { hasLines = true }
                }
            }
            guard !hasLines else { return }
            hasLines = bytes.contains { $0 == 0x0A || $0 == 0x0D }
            if !hasLines, count >= LoadLimits.rowBytes { throw LoadLimits.noLineEnd(name) }
        }
    }

    static func refuseBinaryScript(_ start: UnsafeBufferPointer<UInt8>, name: String) throws(LoadError) {
        guard start.contains(0) else { return }
        throw LoadError("\(name) is binary or UTF-16, expected a text in UTF-8.")
    }
}
