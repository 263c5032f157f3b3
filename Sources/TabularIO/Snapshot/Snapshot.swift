package import Columnar
import Synchronization

/// A table in a file that is mapped instead of read: opening it costs the same for any number of rows, and a column is
/// checked and paged in when a query first wants it.
package final class Snapshot: Sendable {
    /// Why a file cannot be used as a snapshot.
    package enum Failure: Error, Equatable {
        /// It does not begin like one.
        case foreign
        /// Another version of the program, or another kind of machine, wrote it.
        case otherVersion
        /// It is cut off or was changed.
        case damaged
        /// The system does not let it be read.
        case unreadable(LoadError)
    }

    package let path: String
    package let report: LoadReport
    package let names: [String]
    /// Where the data came from, and under what conditions the snapshot stands for it.
    package let sources: [String]
    package let identity: [UInt8]
    package let byteCount: Int
    private let columns: [SnapshotColumn]
    private let damaged = Mutex<String?>(nil)

    package init(path: String) throws(Failure) {
        let file: InputBytes
        do throws(LoadError) { file = try InputBytes.open(.file(path)) } catch { throw .unreadable(error) }
        let metadata = try Snapshot.metadata(of: file)
        self.path = path
        byteCount = file.count
        (report, sources, identity) = (metadata.report, metadata.sources, metadata.identity)
        names = metadata.columns.map(\.name)
        columns = metadata.columns.compactMap { SnapshotColumn($0, rowCount: metadata.rowCount, in: file) }
        guard columns.count == names.count else { throw .damaged }
    }

    /// Whether a file begins like a snapshot. Only regular files are looked into: reading takes from a pipe what others
    /// should get.
    package static func isSnapshot(at path: String) -> Bool {
        FileIdentity.start(of: path, count: SnapshotLayout.signature.count) == SnapshotLayout.signature
    }

    private static func metadata(of file: InputBytes) throws(Failure) -> SnapshotMetadata {
        let start = file[0..<min(file.count, SnapshotLayout.headerLength)]
        guard start.starts(with: SnapshotLayout.signature) else { throw .foreign }
        guard start.count == SnapshotLayout.headerLength else { throw .damaged }
        let raw = UnsafeRawBufferPointer(start)
        guard raw.load(fromByteOffset: 8, as: UInt32.self) == SnapshotLayout.version,
            raw.load(fromByteOffset: 12, as: UInt32.self) == SnapshotLayout.byteOrder
        else { throw .otherVersion }
        guard let length = Int(exactly: raw.load(fromByteOffset: 16, as: UInt64.self)),
            length <= file.count - SnapshotLayout.headerLength
        else { throw .damaged }
        let body = file[SnapshotLayout.headerLength..<SnapshotLayout.headerLength + length]
        let header = SnapshotLayout.Header(
            metadataLength: length, fileLength: file.count,
            metadataChecksum: Checksum(UnsafeRawBufferPointer(body)).value)
        guard header.bytes.elementsEqual(start) else { throw .damaged }
        do { return try SnapshotMetadata(Array(body)) } catch { throw .damaged }
    }

    /// Why answers that were computed from it must not be believed: a sentence; nil as long as all is well.
    package var damage: String? { damaged.withLock { $0 } }

    private func tellDamage(of column: String) {
        damaged.withLock {
            $0 = "`\(path)` is damaged: the values of the column `\(column)` are not what was saved."
        }
    }

    /// The table. Its columns are checked when they are first used, and what their codes mean when the first text is read.
    ///
    /// - Parameter rescue: gives a damaged column from somewhere else; nil when it cannot. A column that cannot be
    ///   had is missing throughout, and `damage` says so.
    package func table(
        rescue: @escaping @Sendable (_ column: Int) -> Column? = { _ in nil }
    ) -> Table {
        let made = columns.enumerated().map { index, column in
            let count = report.rowCount
            let rescued = { @Sendable () -> Column.Storage? in
                rescue(index).flatMap { $0.type == column.type && $0.count == count ? $0.storage : nil }
            }
            let values = DeferredStorage {
                let storage = column.storage { codes, valueCount in
                    // A load numbers texts in the order in which they come, so that the codes mean the same again.
                    if case .codes(let others, let dictionary)? = rescued(), dictionary.count == valueCount,
                        (0..<count).allSatisfy({ codes[$0] == others[$0] })
                    {
                        return dictionary
                    }
                    self.tellDamage(of: column.name)
                    return TextDictionary([String](repeating: "", count: valueCount))
                }
                if let storage = storage ?? rescued() { return storage }
                self.tellDamage(of: column.name)
                return .missing(column.type, count: count)
            }
            let index =
                column.type.physical == .integers
                ? ColumnIndex(landmarks: column.landmarks) { column.timeCodes(values) } : nil
            return Column(type: column.type, count: count, deferred: values, bounds: column.bounds, index: index)
        }
        return Table(names: names, columns: made, rowCount: report.rowCount)
    }
}
