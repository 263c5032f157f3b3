package import Columnar

/// Lays out a table as a snapshot and writes it.
package struct SnapshotWriter {
    private let metadata: [UInt8]
    private let header: [UInt8]
    /// The runs of bytes behind the metadata, in their order, and where they begin.
    private let runs: [(offset: Int, bytes: UnsafeRawBufferPointer)]
    /// Keep what `runs` point at.
    private let storages: [Column.Storage]
    private let timeCodes: [TimeCodes?]
    /// The length of the file.
    package let byteCount: Int

    /// - Parameters:
    ///   - sources: the absolute paths of the files that the table was loaded from.
    ///   - identity: what has to be the same for the snapshot to stand for them.
    ///   - landmarks: by column, what has been found out about the values of the same data in another load.
    package init(
        _ loaded: LoadedTable, sources: [String] = [], identity: [UInt8] = [], landmarks: [String: [Landmark]] = [:]
    ) {
        let (table, report) = (loaded.table, loaded.report)
        let storages = table.columns.map(\.storage)
        self.storages = storages
        let timeCodes = table.columns.map { $0.timeCodes() }
        self.timeCodes = timeCodes
        let contents = zip(storages, timeCodes).map { storage, times in
            SnapshotWriter.sections(storage) + (times.map(SnapshotWriter.sections) ?? [])
        }
        let checksums = contents.map { $0.map { Checksum($0).value } }
        func describe(_ offsets: [[Int]]) -> [UInt8] {
            let columns = table.columns.indices.map { index in
                SnapshotMetadata.ColumnEntry(
                    name: table.names[index], type: table.columns[index].type,
                    bounds: SnapshotWriter.bounds(storages[index]),
                    landmarks: SnapshotWriter.merged(
                        table.columns[index].landmarks, landmarks[table.names[index]] ?? []),
                    sections: contents[index].indices.map { part in
                        SnapshotMetadata.Section(
                            offset: offsets[index][part], count: contents[index][part].count,
                            checksum: checksums[index][part])
                    })
            }
            return SnapshotMetadata(sources: sources, identity: identity, columns: columns, report: report).bytes
        }
        // The metadata is as long with offsets as it is without.
        var end = SnapshotLayout.headerLength + describe(contents.map { $0.map { _ in 0 } }).count
        var runs: [(offset: Int, bytes: UnsafeRawBufferPointer)] = []
        let offsets = contents.map { sections in
            sections.map { section in
                let offset = SnapshotLayout.next(after: end)
                runs.append((offset, section))
                end = offset + section.count
                return offset
            }
        }
        metadata = describe(offsets)
        self.runs = runs
        byteCount = SnapshotLayout.next(after: end)
        header =
            SnapshotLayout.Header(
                metadataLength: self.metadata.count, fileLength: byteCount,
                metadataChecksum: self.metadata.withUnsafeBytes { Checksum($0).value }
            ).bytes
    }

    private static func merged(_ own: [Landmark], _ others: [Landmark]) -> [Landmark] {
        (own.filter { own in !others.contains { $0.limit == own.limit } } + others).sorted { $0.limit < $1.limit }
    }

    /// Writes the file from its beginning to its end.
    package func write(to sink: ByteSink) throws(OutputError) {
        var written = 0
        func put(_ bytes: UnsafeRawBufferPointer) throws(OutputError) {
            let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
            _ = try sink(UnsafeBufferPointer(start: start, count: bytes.count))
            written += bytes.count
        }
        func pad(to offset: Int) throws(OutputError) {
            let zeros = Buffer<UInt8>(repeating: 0, count: offset - written)
            try put(UnsafeRawBufferPointer(zeros.elements))
        }
        let start = Buffer(header + metadata)
        try put(UnsafeRawBufferPointer(start.elements))
        for run in runs {
            try pad(to: run.offset)
            try put(run.bytes)
        }
        try pad(to: byteCount)
    }

    /// The bytes of a column, where they lie.
    private static func sections(_ storage: Column.Storage) -> [UnsafeRawBufferPointer] {
        switch storage {
        case .bytes(let buffer): [UnsafeRawBufferPointer(buffer.elements)]
        case .integers(let buffer): [UnsafeRawBufferPointer(buffer.elements)]
        case .numbers(let buffer): [UnsafeRawBufferPointer(buffer.elements)]
        case .codes(let codes, let dictionary):
            switch codes {
            case .narrow(let buffer): [UnsafeRawBufferPointer(buffer.elements)] + sections(dictionary)
            case .medium(let buffer): [UnsafeRawBufferPointer(buffer.elements)] + sections(dictionary)
            case .wide(let buffer): [UnsafeRawBufferPointer(buffer.elements)] + sections(dictionary)
            }
        case .pairs(let first, let second):
            [UnsafeRawBufferPointer(first.elements), UnsafeRawBufferPointer(second.elements)]
        }
    }

    private static func sections(_ times: TimeCodes) -> [UnsafeRawBufferPointer] {
        [UnsafeRawBufferPointer(times.days.elements), UnsafeRawBufferPointer(times.hours.elements)]
    }

    private static func sections(_ dictionary: TextDictionary) -> [UnsafeRawBufferPointer] {
        let (bytes, offsets) = dictionary.raw
        return [
            UnsafeRawBufferPointer(UnsafeBufferPointer(start: offsets, count: dictionary.count + 1)),
            UnsafeRawBufferPointer(UnsafeBufferPointer(start: bytes, count: offsets[dictionary.count])),
        ]
    }

    /// The exact bounds of whole numbers, which a reader holds the values to.
    private static func bounds(_ storage: Column.Storage) -> ClosedRange<Int64>? {
        guard case .integers(let values) = storage else { return nil }
        return ColumnAssembly.bounds(values.elements)
    }
}
