import Columnar

/// One column of a mapped snapshot: where its values lie, and what has to hold before they are used.
///
/// The places are checked when the snapshot is opened. The values are checked when they are first wanted: their
/// checksum, and then whatever kernels rely on, so that even a forged file leads to an error and never past the end of
/// an array.
struct SnapshotColumn: Sendable {
    private let entry: SnapshotMetadata.ColumnEntry
    private let file: InputBytes
    private let rowCount: Int

    var name: String { entry.name }
    var type: DataType { entry.type }
    var bounds: ClosedRange<Int64>? { entry.bounds }
    var landmarks: [Landmark] { entry.landmarks }
    private var sections: [SnapshotMetadata.Section] { entry.sections }

    /// Nil when the sections do not lie in the file or do not have the size that rows of the type need.
    init?(_ entry: SnapshotMetadata.ColumnEntry, rowCount: Int, in file: InputBytes) {
        (self.entry, self.rowCount, self.file) = (entry, rowCount, file)
        for section in sections {
            guard section.offset % SnapshotLayout.alignment == 0, section.offset > 0,
                section.offset <= file.count, section.count <= file.count - section.offset
            else { return nil }
        }
        let counts = sections.map(\.count)
        guard rowCount < 1 << 40 else { return nil }
        switch type.physical {
        case .bytes: guard counts == [rowCount] else { return nil }
        case .integers, .numbers:
            let codes = type.isTemporal && counts.count > 1 ? [rowCount * 2, rowCount] : []
            guard counts == [rowCount * 8] + codes else { return nil }
        case .codes:
            guard counts.count == 3, [1, 2, 4].contains(where: { counts[0] == rowCount * $0 }), counts[1] >= 8,
                counts[1] % 8 == 0, counts[1] / 8 - 1 <= Int(UInt32.max)
            else { return nil }
        case .pairs: return nil
        }
    }

    /// The values, or nil when they are damaged.
    /// - Parameter texts: what stands in for texts that turn out to be damaged when the first of them is read: as many as
    ///   there should be, for the same codes.
    func storage(texts: @escaping @Sendable (_ codes: Codes, _ count: Int) -> TextDictionary) -> Column.Storage? {
        switch type.physical {
        case .bytes:
            guard let values: Buffer<UInt8> = buffer(0) else { return nil }
            return SnapshotColumn.maximum(values) <= Missing.boolean ? .bytes(values) : nil
        case .integers:
            guard let values: Buffer<Int64> = buffer(0) else { return nil }
            return ColumnAssembly.bounds(values.elements) == bounds ? .integers(values) : nil
        case .numbers: return buffer(0).map(Column.Storage.numbers)
        case .codes:
            let count = sections[1].count / MemoryLayout<Int>.stride - 1
            guard let codes = codes(upTo: count) else { return nil }
            let check = TextCheck { areTextsWhole ? nil : texts(codes, count) }
            return .codes(codes, TextDictionary(bytes: values(2), offsets: values(1), check: check))
        case .pairs: return nil
        }
    }

    /// The days and hours of a column of times; nil where there are none, or damaged ones.
    /// - Parameter values: gives the times, should it turn out too late that the hours are damaged.
    func timeCodes(_ values: DeferredStorage) -> TimeCodes? {
        guard type.isTemporal, sections.count == 3, let bounds, let days: Buffer<UInt16> = buffer(1) else { return nil }
        let hours = DeferredStorage {
            if let hours: Buffer<UInt8> = buffer(2), SnapshotColumn.maximum(hours) <= TimeCodes.missingHour {
                return .bytes(hours)
            }
            guard case .integers(let times) = values.storage, let codes = TimeCodes(times, bounds: bounds) else {
                return .missing(.boolean, count: rowCount)
            }
            return .bytes(codes.hours)
        }
        return TimeCodes(days: days, hours: hours, bounds: bounds)
    }

    private var areTextsWhole: Bool {
        guard let offsets: Buffer<Int> = buffer(1), let bytes: Buffer<UInt8> = buffer(2), offsets[0] == 0,
            offsets[offsets.count - 1] <= bytes.count
        else { return false }
        var isRising = true
        for index in 1..<offsets.count { isRising = isRising && offsets[index] >= offsets[index - 1] }
        return isRising
    }

    private func codes(upTo maximum: Int) -> Codes? {
        // Without rows every width is as good.
        switch sections[0].count / max(rowCount, 1) {
        case 0, 1: return buffer(0).flatMap { SnapshotColumn.maximum($0) <= maximum ? .narrow($0) : nil }
        case 2: return buffer(0).flatMap { SnapshotColumn.maximum($0) <= maximum ? .medium($0) : nil }
        default: return buffer(0).flatMap { SnapshotColumn.maximum($0) <= maximum ? .wide($0) : nil }
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

    /// A section's values where they lie; nil when they are damaged.
    private func buffer<Element>(_ index: Int) -> Buffer<Element>? {
        let section = sections[index]
        let bytes = UnsafeRawBufferPointer(file[section.offset..<section.offset + section.count])
        return Checksum(bytes).value == section.checksum ? values(index) : nil
    }

    /// A section's values where they lie, unchecked, which nobody writes: the file is mapped for reading.
    private func values<Element>(_ index: Int) -> Buffer<Element> {
        let section = sections[index]
        let start = UnsafeMutableRawPointer(mutating: file.base + section.offset)
        let count = section.count / MemoryLayout<Element>.stride
        return Buffer(borrowing: start.bindMemory(to: Element.self, capacity: count), count: count, owner: file)
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
