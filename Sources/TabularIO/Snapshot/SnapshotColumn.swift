import Columnar

/// One column of a mapped snapshot: where its values lie, and what has to hold before they are used.
///
/// The places are checked when the snapshot is opened. The values are checked when they are first wanted: their
/// checksum, and then whatever kernels rely on, so that even a forged file leads to an error and never past the end of
/// an array.
struct SnapshotColumn: Sendable {
    let name: String
    let type: DataType
    let bounds: ClosedRange<Int64>?
    let landmarks: [Int64: Int64]
    private let file: InputBytes
    private let sections: [SnapshotMetadata.Section]
    private let checksum: UInt64
    private let rowCount: Int

    /// Nil when the sections do not lie in the file or do not have the size that rows of the type need.
    init?(_ entry: SnapshotMetadata.ColumnEntry, rowCount: Int, in file: InputBytes) {
        (name, type, bounds, checksum) = (entry.name, entry.type, entry.bounds, entry.checksum)
        landmarks = entry.landmarks
        (sections, self.rowCount, self.file) = (entry.sections, rowCount, file)
        for section in sections {
            guard section.offset % SnapshotLayout.alignment == 0, section.offset > 0,
                section.offset <= file.count, section.count <= file.count - section.offset
            else { return nil }
        }
        let counts = sections.map(\.count)
        guard rowCount < 1 << 40 else { return nil }
        switch type.physical {
        case .bytes: guard counts == [rowCount] else { return nil }
        case .integers, .numbers: guard counts == [rowCount * 8] else { return nil }
        case .codes:
            guard counts.count == 3, [1, 2, 4].contains(where: { counts[0] == rowCount * $0 }), counts[1] >= 8,
                counts[1] % 8 == 0, counts[1] / 8 - 1 <= Int(UInt32.max)
            else { return nil }
        case .pairs: return nil
        }
    }

    /// The values, or nil when they are damaged.
    func storage() -> Column.Storage? {
        var sum = Checksum()
        for section in sections { sum.add(UnsafeRawBufferPointer(file[range(section)])) }
        guard sum.value == checksum else { return nil }
        switch type.physical {
        case .bytes:
            let values: Buffer<UInt8> = buffer(0)
            return SnapshotColumn.maximum(values) <= Missing.boolean ? .bytes(values) : nil
        case .integers:
            let values: Buffer<Int64> = buffer(0)
            return ColumnAssembly.bounds(values.elements) == bounds ? .integers(values) : nil
        case .numbers: return .numbers(buffer(0))
        case .codes:
            guard let dictionary = dictionary(), let codes = codes(upTo: dictionary.count) else { return nil }
            return .codes(codes, dictionary)
        case .pairs: return nil
        }
    }

    private func dictionary() -> TextDictionary? {
        let offsets: Buffer<Int> = buffer(1)
        guard offsets.count > 0, offsets[0] == 0, offsets[offsets.count - 1] <= sections[2].count else { return nil }
        var isRising = true
        for index in 1..<max(offsets.count, 1) { isRising = isRising && offsets[index] >= offsets[index - 1] }
        return isRising ? TextDictionary(bytes: buffer(2), offsets: offsets) : nil
    }

    private func codes(upTo maximum: Int) -> Codes? {
        // Without rows every width is as good.
        switch sections[0].count / max(rowCount, 1) {
        case 0, 1:
            let codes: Buffer<UInt8> = buffer(0)
            return SnapshotColumn.maximum(codes) <= maximum ? .narrow(codes) : nil
        case 2:
            let codes: Buffer<UInt16> = buffer(0)
            return SnapshotColumn.maximum(codes) <= maximum ? .medium(codes) : nil
        default:
            let codes: Buffer<UInt32> = buffer(0)
            return SnapshotColumn.maximum(codes) <= maximum ? .wide(codes) : nil
        }
    }

    private static func maximum<Value: FixedWidthInteger>(_ values: Buffer<Value>) -> Value {
        let (base, count) = (values.base, values.count)
        var (largest, index) = (Value.zero, 0)
        while index < count {
            largest = max(largest, base[index])
            index &+= 1
        }
        return largest
    }

    private func range(_ section: SnapshotMetadata.Section) -> Range<Int> {
        section.offset..<section.offset + section.count
    }

    /// A section's values where they lie. Nobody writes them: the file is mapped for reading.
    private func buffer<Element>(_ section: Int) -> Buffer<Element> {
        let start = UnsafeMutableRawPointer(mutating: file.base + sections[section].offset)
        let count = sections[section].count / MemoryLayout<Element>.stride
        return Buffer(
            borrowing: start.bindMemory(to: Element.self, capacity: count), count: count, owner: file)
    }
}

extension Column.Storage {
    /// `count` missing values: what stands in for values that cannot be had, until the error is told.
    static func missing(_ type: DataType, count: Int) -> Column.Storage {
        switch type.physical {
        case .bytes: .bytes(Buffer(repeating: Missing.boolean, count: count))
        case .integers: .integers(Buffer(repeating: Missing.integer, count: count))
        case .numbers: .numbers(Buffer(repeating: Missing.number, count: count))
        case .codes: .codes(.narrow(Buffer(repeating: 0, count: count)), TextDictionary([]))
        case .pairs:
            .pairs(Buffer(repeating: Missing.number, count: count), Buffer(repeating: Missing.number, count: count))
        }
    }
}
