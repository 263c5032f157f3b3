import CDecompress

/// The kinds of compressed files, recognized by their first bytes, whatever their names say.
enum Compression: Int32, CaseIterable {
    case gzip
    case zstd
    case bzip2
    case xz

    private var signatures: [[UInt8]] {
        switch self {
        case .gzip: [[0x1F, 0x8B, 8]]
        // Frames of version 0.8 and later, and the skippable frame with which parallel writers begin.
        case .zstd: [[0x28, 0xB5, 0x2F, 0xFD], [0x50, 0x2A, 0x4D, 0x18]]
        case .bzip2: ["1", "2", "3", "4", "5", "6", "7", "8", "9"].map { Array("BZh\($0)".utf8) }
        case .xz: [[0xFD, 0x37, 0x7A, 0x58, 0x5A, 0]]
        }
    }

    init?(of bytes: InputBytes) {
        let start = Array(bytes[0..<min(bytes.count, 6)])
        guard let found = Compression.allCases.first(where: { $0.isSigned(start) }) else { return nil }
        self = found
    }

    private func isSigned(_ start: [UInt8]) -> Bool { signatures.contains { start.starts(with: $0) } }

    /// Whether a file that begins so is compressed.
    static func isSigned(_ start: [UInt8]) -> Bool { allCases.contains { $0.isSigned(start) } }

    /// How many layers are taken off: an archive inside an archive is met, an endless nest is not followed.
    private static let layers = 3
    private static let step = 1 << 20

    /// The bytes behind any compression, or the bytes themselves.
    static func expand(
        _ bytes: InputBytes, name: String, encoding: InputEncoding?, isCancelled: () -> Bool
    ) throws(LoadError) -> InputBytes {
        var bytes = bytes
        for _ in 0..<layers {
            guard let compression = Compression(of: bytes) else { break }
            bytes = try compression.expand(bytes, name: name, encoding: encoding, isCancelled: isCancelled)
        }
        return bytes
    }

    /// All streams of a file, one after the other: gzip files may have several members, zstd files several frames.
    private func expand(
        _ bytes: InputBytes, name: String, encoding: InputEncoding?, isCancelled: () -> Bool
    ) throws(LoadError) -> InputBytes {
        var library: UnsafePointer<CChar>?
        guard let decompressor = tally_decompress_new(rawValue, &library) else {
            let library = library.map { String(cString: $0) } ?? "its library"
            throw LoadError(
                "\(name) is compressed with \(self), and \(library), which reads it, was not found.",
                advice: "Install \(library), or decompress the file first.")
        }
        defer { tally_decompress_free(decompressor) }
        let output = Spool(for: name, watch: .table(encoding))
        var offset = 0
        while true {
            if isCancelled() { throw LoadError.cancelled }
            guard let room = output.room(for: Compression.step) else { return try output.finish() }
            var (taken, made) = (min(bytes.count - offset, Compression.step), room.count)
            let status = tally_decompress_step(decompressor, bytes.base + offset, &taken, room.baseAddress, &made)
            offset += taken
            output.advance(by: made)
            bytes.release(offset - taken..<offset)
            switch UInt32(status) {
            case TALLY_DECOMPRESS_MORE.rawValue:
                guard taken > 0 || made > 0 else { throw cut(name, offset: offset, of: bytes) }
            case TALLY_DECOMPRESS_END.rawValue:
                // Zeros at the end are padding: tapes and xz write them.
                if bytes[offset..<bytes.count].allSatisfy({ $0 == 0 }) { return try output.finish() }
                guard tally_decompress_restart(decompressor) != 0 else { throw Compression.noMemory(name) }
            case TALLY_DECOMPRESS_NO_MEMORY.rawValue: throw Compression.noMemory(name)
            default:
                throw LoadError(
                    "\(name) is compressed with \(self) and damaged at about byte \(offset) of \(bytes.count).",
                    advice: "Fetch it again, or restore it from where it came.")
            }
        }
    }

    private func cut(_ name: String, offset: Int, of bytes: InputBytes) -> LoadError {
        LoadError(
            "\(name) is compressed with \(self) and cut off: it ends in the middle of its data, after \(bytes.count) bytes.",
            advice: "The download or copy probably stopped early; fetch it again.")
    }

    private static func noMemory(_ name: String) -> LoadError {
        LoadError("\(name) needs more memory than there is to be decompressed.")
    }
}
