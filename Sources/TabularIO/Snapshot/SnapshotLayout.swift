/// How a snapshot file is laid out. A reader of another version or byte order refuses it; there is no migration, since
/// a snapshot can be made anew from its source.
///
///     0   8  the signature: 0x89 "TALLY" CR LF, which a transfer as text would damage
///     8   4  the version of this layout
///     12  4  the number 0x01020304, in the byte order of the machine that wrote the file, as everything is
///     16  8  the length of the metadata
///     24  8  the length of the file
///     32  8  the checksum of the metadata
///     40  8  the checksum of the 40 bytes before
///     48     the metadata (`SnapshotMetadata`), and zeros up to the next page
///
/// Then come the columns, each in one to three sections that begin at multiples of 16 KiB (a page on every machine), and
/// of each of which the metadata has a checksum:
///
///     Boolean                  one byte a row: 0, 1, 2 missing
///     whole number             eight bytes a row
///     time                     eight bytes a row; where it has codes (`TimeCodes`), those of its days, two bytes a row,
///                              and of its hours, one byte a row
///     number                   eight bytes a row
///     text                     codes of 1, 2 or 4 bytes a row; the offsets of the dictionary's values, eight bytes
///                              each and one more than there are values; the values' bytes, UTF-8
///
/// Missing is what it is in memory (`PhysicalType`). Behind the values of a section lie at least 64 bytes, so that
/// kernels may read whole vectors.
enum SnapshotLayout {
    static let signature: [UInt8] = [0x89] + Array("TALLY\r\n".utf8)
    static let version: UInt32 = 2
    static let byteOrder: UInt32 = 0x0102_0304
    static let headerLength = 48
    static let alignment = 16 << 10
    static let slack = 64

    /// Where the first section or the end of the file comes, behind something that ends at `offset`.
    static func next(after offset: Int) -> Int { (offset + slack + alignment - 1) / alignment * alignment }

    /// The header without its own checksum.
    struct Header: Hashable {
        let metadataLength: Int
        let fileLength: Int
        let metadataChecksum: UInt64

        var bytes: [UInt8] {
            var bytes = signature
            withUnsafeBytes(of: version) { bytes += $0 }
            withUnsafeBytes(of: byteOrder) { bytes += $0 }
            for word in [UInt64(metadataLength), UInt64(fileLength), metadataChecksum] {
                withUnsafeBytes(of: word) { bytes += $0 }
            }
            let checksum = bytes.withUnsafeBytes { Checksum($0).value }
            withUnsafeBytes(of: checksum) { bytes += $0 }
            return bytes
        }
    }
}
