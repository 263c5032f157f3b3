import Columnar

/// Puts the segments that the workers decoded together into one column, in the order of the chunks.
struct ColumnAssembly {
    let rows: ChunkRows

    var rowCount: Int { rows.rowCount }

    /// The column of a settled type. Takes the decoders' segments.
    func column(_ type: DataType, from decoders: [ColumnDecoder]) -> Column {
        switch type.physical {
        case .bytes:
            return Column(
                type: type, storage: .bytes(joined(decoders) { if case .bytes(let part) = $0 { part } else { nil } }))
        case .numbers:
            return Column(
                type: type,
                storage: .numbers(joined(decoders) { if case .numbers(let part) = $0 { part } else { nil } }))
        case .integers:
            let values: Buffer<Int64> = joined(decoders) { if case .integers(let part) = $0 { part } else { nil } }
            return Column(type: type, storage: .integers(values), bounds: ColumnAssembly.bounds(of: decoders))
        case .codes, .pairs:
            return textColumn(decoders.compactMap { $0 as? TextDecoder })
        }
    }

    private func joined<Element>(
        _ decoders: [ColumnDecoder], _ part: (ColumnSegment.Values) -> Buffer<Element>?
    ) -> Buffer<Element> {
        let result = Buffer<Element>(uninitialized: rowCount)
        for decoder in decoders {
            for segment in decoder.takeSegments() {
                guard let values = part(segment.values) else { continue }
                (result.base + rows.starts[segment.chunk]).initialize(from: values.base, count: values.count)
            }
        }
        return result
    }

    /// The bounds of a column of whole numbers that several workers decoded.
    static func bounds(of decoders: [ColumnDecoder]) -> ClosedRange<Int64>? {
        decoders.reduce(nil) { union($0, $1.bounds) }
    }

    static func union(_ left: ClosedRange<Int64>?, _ right: ClosedRange<Int64>?) -> ClosedRange<Int64>? {
        guard let left, let right else { return left ?? right }
        return min(left.lowerBound, right.lowerBound)...max(left.upperBound, right.upperBound)
    }

    /// The smallest and the largest value that is known.
    static func bounds(_ values: UnsafeBufferPointer<Int64>) -> ClosedRange<Int64>? {
        guard let base = values.baseAddress else { return nil }
        let (count, missing) = (values.count, Missing.integer)
        var (low, high) = (Int64.max, Int64.min)
        var row = 0
        while row < count {
            let value = base[row]
            low = min(low, value == missing ? Int64.max : value)
            high = max(high, value)
            row &+= 1
        }
        return low <= high ? low...high : nil
    }

    // MARK: Text

    private func textColumn(_ decoders: [TextDecoder]) -> Column {
        let active = decoders.filter { !$0.segments.isEmpty }
        guard active.count > 1 || active.contains(where: \.isLoose) else {
            let dictionary = active.first?.takeDictionary() ?? TextDictionary([])
            let codes = codes(active.map { ($0, nil) }, maximum: dictionary.count)
            return Column(type: .text, storage: .codes(codes, dictionary))
        }
        let (dictionary, maps) = TextMerge.merge(active, rows)
        // Their memory goes now: the decoders themselves live until the last column is there.
        for decoder in active { decoder.dropDictionary() }
        let codes = codes(Array(zip(active, maps)), maximum: dictionary.count)
        return Column(type: .text, storage: .codes(codes, dictionary))
    }

    private func codes(_ parts: [(decoder: TextDecoder, map: Buffer<UInt32>?)], maximum: Int) -> Codes {
        if maximum <= UInt8.max { return .narrow(joined(parts)) }
        if maximum <= UInt16.max { return .medium(joined(parts)) }
        return .wide(joined(parts))
    }

    private func joined<Code: FixedWidthInteger & BitwiseCopyable>(
        _ parts: [(decoder: TextDecoder, map: Buffer<UInt32>?)]
    ) -> Buffer<Code> {
        guard !parts.isEmpty else { return Buffer(repeating: 0, count: rowCount) }
        let result = Buffer<Code>(uninitialized: rowCount)
        for (decoder, map) in parts {
            for segment in decoder.takeSegments() {
                guard case .codes(let codes) = segment.values else { continue }
                let target = result.base + rows.starts[segment.chunk]
                switch codes {
                case .narrow(let part): ColumnAssembly.copy(part.elements, to: target, map)
                case .medium(let part): ColumnAssembly.copy(part.elements, to: target, map)
                case .wide(let part): ColumnAssembly.copy(part.elements, to: target, map)
                }
            }
        }
        return result
    }

    private static func copy<From: FixedWidthInteger, To: FixedWidthInteger>(
        _ codes: UnsafeBufferPointer<From>, to target: UnsafeMutablePointer<To>, _ map: Buffer<UInt32>?
    ) {
        var row = 0
        if let map {
            while row < codes.count {
                target[row] = To(truncatingIfNeeded: map.base[Int(codes[row])])
                row &+= 1
            }
        } else {
            while row < codes.count {
                target[row] = To(truncatingIfNeeded: codes[row])
                row &+= 1
            }
        }
    }
}
