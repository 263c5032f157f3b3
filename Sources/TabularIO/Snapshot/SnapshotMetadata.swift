import Columnar

/// What a snapshot says about itself before any value is read: its origin, its columns and where their values lie, and
/// the account of the load that it was made from.
struct SnapshotMetadata {
    /// A run of bytes of the file.
    struct Section: Hashable {
        let offset: Int
        let count: Int
        let checksum: UInt64
    }

    struct ColumnEntry {
        let name: String
        let type: DataType
        let bounds: ClosedRange<Int64>?
        /// What is known of the values without a look at them (`Column.landmarks`).
        let landmarks: [Landmark]
        /// See `SnapshotLayout`.
        let sections: [Section]
    }

    /// The absolute paths of the files that were loaded.
    let sources: [String]
    /// What has to be the same for the snapshot to stand for them; only its maker knows what it says.
    let identity: [UInt8]
    let columns: [ColumnEntry]
    let report: LoadReport

    var rowCount: Int { report.rowCount }

    /// The types that have a number in a file; periods, which no load makes, have none.
    private static let types: [DataType] = [
        .boolean, .integer, .number, .percent, .points, .text, .time, .date, .duration, .meanDuration,
    ]

    var bytes: [UInt8] {
        var writer = BinaryWriter()
        writer.add(sources) { $0.add($1) }
        writer.add(identity)
        writer.add(columns) { writer, column in
            writer.add(column.name)
            writer.add(SnapshotMetadata.tag(column.type))
            writer.add(UInt8(column.bounds == nil ? 0 : 1))
            writer.add(UInt64(bitPattern: column.bounds?.lowerBound ?? 0))
            writer.add(UInt64(bitPattern: column.bounds?.upperBound ?? 0))
            writer.add(column.landmarks) { writer, landmark in
                writer.add(UInt64(bitPattern: landmark.limit))
                writer.add(UInt64(bitPattern: landmark.value))
            }
            writer.add(column.sections) { writer, section in
                writer.add(section.offset)
                writer.add(section.count)
                writer.add(section.checksum)
            }
        }
        SnapshotMetadata.write(report, to: &writer)
        return writer.bytes
    }

    init(sources: [String], identity: [UInt8], columns: [ColumnEntry], report: LoadReport) {
        (self.sources, self.identity, self.columns, self.report) = (sources, identity, columns, report)
    }

    init(_ bytes: [UInt8]) throws(BinaryReader.Malformed) {
        var reader = BinaryReader(bytes)
        sources = try reader.list { reader throws(BinaryReader.Malformed) in try reader.text() }
        identity = try reader.run()
        columns = try reader.list { reader throws(BinaryReader.Malformed) in
            let (name, type) = (try reader.text(), try SnapshotMetadata.type(&reader))
            let isBounded = try reader.byte() == 1
            let (low, high) = (Int64(bitPattern: try reader.word()), Int64(bitPattern: try reader.word()))
            // Times leave room for arithmetic, as those that were read do.
            let limits: ClosedRange<Int64> = type.isTemporal ? -(1 << 60)...1 << 60 : .min...Int64.max
            guard !isBounded || (low <= high && limits.contains(low) && limits.contains(high)) else {
                throw BinaryReader.Malformed()
            }
            let landmarks = try reader.list { reader throws(BinaryReader.Malformed) in
                Landmark(
                    limit: Int64(bitPattern: try reader.word()), value: Int64(bitPattern: try reader.word()))
            }
            guard landmarks.allSatisfy({ isBounded && (low...high).contains($0.value) && $0.value <= $0.limit }) else {
                throw BinaryReader.Malformed()
            }
            let sections = try reader.list { reader throws(BinaryReader.Malformed) in
                Section(offset: try reader.count(), count: try reader.count(), checksum: try reader.word())
            }
            return ColumnEntry(
                name: name, type: type, bounds: isBounded ? low...high : nil, landmarks: landmarks,
                sections: sections)
        }
        report = try SnapshotMetadata.report(&reader)
        guard reader.isAtEnd, report.columns.count == columns.count else { throw BinaryReader.Malformed() }
    }

    private static func tag(_ type: DataType) -> UInt8 { UInt8(types.firstIndex(of: type) ?? 255) }

    private static func type(_ reader: inout BinaryReader) throws(BinaryReader.Malformed) -> DataType {
        let tag = Int(try reader.byte())
        guard types.indices.contains(tag) else { throw BinaryReader.Malformed() }
        return types[tag]
    }

    // MARK: - The account of the load

    private static func write(_ report: LoadReport, to writer: inout BinaryWriter) {
        writer.add(report.rowCount)
        writer.add(report.columns) { writer, column in
            writer.add(column.name)
            writer.add(tag(column.type))
            writer.add(column.missingCount)
            writer.add(column.badCount)
            writer.add(column.badValues) { writer, value in
                write(value.source, to: &writer)
                writer.add(value.line)
                writer.add(value.text)
            }
        }
        writer.add(report.raggedCount)
        writer.add(report.ragged.rawValue)
        writer.add(report.raggedRows) { writer, row in
            write(row.source, to: &writer)
            writer.add(row.line)
            writer.add(row.expected)
            writer.add(row.found)
        }
        writer.add(report.warnings) { $0.add($1) }
        writer.add(report.bytes)
    }

    private static func write(_ source: InputSource, to writer: inout BinaryWriter) {
        if case .file(let path) = source { writer.add(path) } else { writer.add("") }
    }

    private static func source(_ reader: inout BinaryReader) throws(BinaryReader.Malformed) -> InputSource {
        let path = try reader.text()
        return path.isEmpty ? .standardInput : .file(path)
    }

    private static func report(_ reader: inout BinaryReader) throws(BinaryReader.Malformed) -> LoadReport {
        let rowCount = try reader.count()
        let columns = try reader.list { reader throws(BinaryReader.Malformed) in
            ColumnReport(
                name: try reader.text(), type: try type(&reader), missingCount: try reader.count(),
                badCount: try reader.count(),
                badValues: try reader.list { reader throws(BinaryReader.Malformed) in
                    BadValue(
                        source: try source(&reader), line: try reader.count(), text: try reader.text())
                })
        }
        let raggedCount = try reader.count()
        guard let ragged = RaggedPolicy(rawValue: try reader.text()) else { throw BinaryReader.Malformed() }
        let raggedRows = try reader.list { reader throws(BinaryReader.Malformed) in
            RaggedRow(
                source: try source(&reader), line: try reader.count(), expected: try reader.count(),
                found: try reader.count())
        }
        let warnings = try reader.list { reader throws(BinaryReader.Malformed) in try reader.text() }
        return LoadReport(
            rowCount: rowCount, columns: columns, raggedCount: raggedCount, ragged: ragged, raggedRows: raggedRows,
            warnings: warnings, bytes: try reader.count(), seconds: 0)
    }
}
