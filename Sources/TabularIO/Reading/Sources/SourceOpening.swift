import CScan

/// Opens sources: takes off compression, finds the encoding, recognizes what is no table, and reads the header.
enum SourceOpening {
    static func open(_ source: InputSource, _ options: LoadOptions) throws(LoadError) -> SourceLayout {
        let name = source.name
        let raw = try Compression.expand(
            bytes(of: source, options), name: name, encoding: options.encoding, isCancelled: options.isCancelled)
        guard raw.count > 0 else { throw LoadError("\(name) is empty, expected a header line.") }
        try FileFormat.refuseUTF32(raw.start, name: name)
        var (bytes, warnings) = (raw, [String]())
        switch options.encoding {
        case .latin1, .windows1252: bytes = try TextEncoding.fromWindows1252(raw, name: name)
        case .utf8: break
        case .utf16, .utf16LittleEndian, .utf16BigEndian:
            bytes = try TextEncoding.fromUTF16(raw, as: options.encoding, name: name) ?? raw
        case nil:
            if let converted = try TextEncoding.fromUTF16(raw, name: name) {
                bytes = converted
                warnings.append("\(name): the text is UTF-16 and was converted.")
            }
        }
        try FileFormat.check(bytes.start, name: name)
        if FileFormat.isJSON(bytes.start) {
            if !bytes.isUTF8 {
                guard options.encoding != .utf8 else { throw notUTF8(source, at: 0, bytes) }
                let (repaired, isMixed) = try TextEncoding.repaired(bytes, name: name)
                warnings.append(warning(source, at: 0, bytes, isMixed: isMixed))
                bytes = repaired
            }
            return SourceLayout(
                source, rows: try JSONRows(bytes, name: name, isCancelled: options.isCancelled), warnings: warnings)
        }
        let layout = try SourceLayout(source, bytes: bytes, options: options, warnings: warnings)
        return tally_is_utf8(bytes.base, layout.bodyStart) == 0 ? try reread(layout, at: 0, options) : layout
    }

    private static func bytes(of source: InputSource, _ options: LoadOptions) throws(LoadError) -> InputBytes {
        let watch = StreamWatch.table(options.encoding)
        guard case .file(let path) = source, Fetch.isAddress(path) else {
            return try InputBytes.open(source, watch: watch, isCancelled: options.isCancelled)
        }
        return try Fetch.bytes(path, watch: watch, isCancelled: options.isCancelled)
    }

    /// The same source once it turned out not to be UTF-8; `offset` lies at or before the first byte that shows it.
    static func reread(
        _ layout: SourceLayout, at offset: Int, _ options: LoadOptions
    ) throws(LoadError) -> SourceLayout {
        guard options.encoding != .utf8 else { throw notUTF8(layout.source, at: offset, layout.bytes) }
        let (repaired, isMixed) = try TextEncoding.repaired(layout.bytes, name: layout.source.name)
        return try SourceLayout(
            layout.source, bytes: repaired, options: options,
            warnings: [warning(layout.source, at: offset, layout.bytes, isMixed: isMixed)])
    }

    private static func warning(_ source: InputSource, at offset: Int, _ bytes: InputBytes, isMixed: Bool) -> String {
        let line = firstBadLine(bytes, from: offset)
        return isMixed
            ? "\(source.name): most of the text is UTF-8, but not all (from line \(line) on); stray bytes were read as "
                + "Windows-1252 (Latin-1)."
            : "\(source.name): the text is not UTF-8 (from line \(line) on); it was read as Windows-1252 (Latin-1)."
    }

    private static func notUTF8(_ source: InputSource, at offset: Int, _ bytes: InputBytes) -> LoadError {
        let line = firstBadLine(bytes, from: offset)
        return LoadError(
            "\(source.name), line \(line): the text is not UTF-8, which `--encoding` says it is.",
            advice: "Without `--encoding` it is read as Windows-1252 (Latin-1).", line: line)
    }

    /// The line of the first byte that is not UTF-8 from `offset` on, which does not lie inside a character.
    private static func firstBadLine(_ bytes: InputBytes, from offset: Int) -> Int {
        var bad: Int?
        bytes.forEachBlock(from: offset) { block in
            if tally_is_utf8(bytes.base + block.lowerBound, block.count) == 0 {
                TextEncoding.forEachCharacter(bytes, block) { length, place in
                    if length == 1, bad == nil { bad = place }
                }
            }
            return bad == nil
        }
        return LineNumbers.line(at: bad ?? offset, in: bytes)
    }
}
