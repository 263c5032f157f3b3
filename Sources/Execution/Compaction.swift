import CKernels

/// Turns flags into the list of the rows that have them, without a branch a row.
enum Compaction {
    /// How far beyond the last row a list is written.
    static let slack = max(Int(TALLY_KEEP_SLACK), Int(TALLY_KEEP_BYTES_SLACK))

    /// Writes the numbers of the rows whose flag is 1; the target has room for `slack` more than the batch.
    /// - Returns: how many there are.
    static func keep(_ batch: Batch, _ flags: UnsafePointer<UInt8>, _ target: UnsafeMutablePointer<UInt32>) -> Int {
        if let rows = batch.rows { return keep(rows, flags, batch.count, target) }
        return tally_keep_run(flags, batch.count, UInt32(truncatingIfNeeded: batch.start), target)
    }

    /// Writes the values whose flag is 1, with the same room.
    static func keep(
        _ values: UnsafePointer<UInt32>, _ flags: UnsafePointer<UInt8>, _ count: Int,
        _ target: UnsafeMutablePointer<UInt32>
    ) -> Int { tally_keep_values(flags, count, values, target) }

    static func keep(
        _ bytes: UnsafePointer<UInt8>, _ flags: UnsafePointer<UInt8>, _ count: Int,
        _ target: UnsafeMutablePointer<UInt8>
    ) -> Int { tally_keep_bytes(flags, count, bytes, target) }
}
