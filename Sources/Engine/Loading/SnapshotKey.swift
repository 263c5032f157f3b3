import TabularIO

/// What a snapshot in the cache stands for: these files, unchanged, read in this way by this build of the program.
struct SnapshotKey: Sendable, Hashable {
    let files: [FileIdentity]
    private let options: [UInt8]

    /// Nil when a source is not a regular file: standard input and addresses are not kept.
    init?(_ sources: [InputSource], _ options: LoadOptions) {
        guard let sources = try? InputSource.expanded(sources), !sources.isEmpty else { return nil }
        var files: [FileIdentity] = []
        for source in sources {
            guard case .file(let path) = source, let file = FileIdentity(path) else { return nil }
            files.append(file)
        }
        var writer = BinaryWriter()
        writer.add(Int(options.delimiter ?? 0))
        writer.add(options.hasHeader.map(String.init) ?? "")
        writer.add(options.dateOrder.map { "\($0)" } ?? "")
        writer.add(options.encoding?.rawValue ?? "")
        writer.add(options.missingTexts) { $0.add($1) }
        self.files = files
        self.options = writer.bytes
    }

    var byteCount: Int { files.reduce(0) { $0 + $1.size } }

    /// The same for all states of the files: a snapshot of a changed file takes the place of the old one.
    var name: String {
        var writer = BinaryWriter()
        writer.add(files) { $0.add($1.path) }
        writer.add(options)
        return cacheName(writer.bytes) + SnapshotCache.ending
    }

    /// The part of the identity that is about the files.
    static func bytes(of files: [FileIdentity]) -> [UInt8] {
        var writer = BinaryWriter()
        writer.add(files) { $1.write(to: &$0) }
        return writer.bytes
    }

    /// Everything that decides what a load makes of the files; of the profile only what the loader sees.
    func identity(header: [String], _ loading: LoadOptions) -> [UInt8] {
        var writer = BinaryWriter()
        writer.add(FileIdentity.program)
        writer.add(options)
        writer.add(loading.hints(header)) { writer, hint in
            switch hint {
            case .automatic: writer.add("automatic")
            case .text: writer.add("text")
            case .time: writer.add("time")
            case .number: writer.add("number")
            case .flag(let yes):
                writer.add("flag")
                writer.add(yes) { $0.add($1) }
            }
        }
        writer.add(loading.missing(header)) { $0.add($1) }
        return SnapshotKey.bytes(of: files) + writer.bytes
    }
}
