import Columnar

/// A number for each row that rows with equal values share.
enum RowHashes {
    /// How many rows repeat an earlier one in all columns.
    static func repeatedRows(_ table: Table) -> Int {
        guard !table.columns.isEmpty else { return 0 }
        var hashes = [UInt64](repeating: 0x9E37_79B9_7F4A_7C15, count: table.rowCount)
        for column in table.columns { mix(column, into: &hashes) }
        hashes.sort()
        return zip(hashes, hashes.dropFirst()).count { $0 == $1 }
    }

    private static func mix(_ column: Column, into hashes: inout [UInt64]) {
        switch column.storage {
        case .codes(let codes, _): for row in hashes.indices { mix(UInt64(codes[row]), into: &hashes[row]) }
        case .bytes(let bytes): for row in hashes.indices { mix(UInt64(bytes[row]), into: &hashes[row]) }
        case .integers(let values):
            for row in hashes.indices { mix(UInt64(bitPattern: values[row]), into: &hashes[row]) }
        case .numbers(let values): for row in hashes.indices { mix(values[row].bitPattern, into: &hashes[row]) }
        case .pairs(let first, let second):
            for row in hashes.indices {
                mix(first[row].bitPattern, into: &hashes[row])
                mix(second[row].bitPattern, into: &hashes[row])
            }
        }
    }

    /// The finalizer of SplitMix64 over both numbers.
    @inline(__always) private static func mix(_ value: UInt64, into hash: inout UInt64) {
        var mixed = (hash ^ value) &+ 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        hash = mixed ^ (mixed >> 31)
    }
}
