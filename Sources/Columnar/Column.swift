/// Values of one type, all in one physical form. Immutable and shared.
///
/// The values may not be there yet: those of a snapshot are read, and those that a profile derives are computed, when
/// `storage` is first asked for. Type, length and bounds are known before that.
package struct Column: Sendable {
    package enum Storage: Sendable {
        case bytes(Buffer<UInt8>)
        case integers(Buffer<Int64>)
        case numbers(Buffer<Double>)
        case codes(Codes, TextDictionary)
        case pairs(Buffer<Double>, Buffer<Double>)
    }

    private enum Source: Sendable {
        case ready(Storage)
        case deferred(DeferredStorage)
    }

    package let type: DataType
    package let count: Int
    private let source: Source
    /// The smallest and the largest known value of an `integers` column, for planning dense group-bys; nil when
    /// nothing is known about them or when every value is missing.
    package let bounds: ClosedRange<Int64>?
    let index: ColumnIndex?

    package init(type: DataType, storage: Storage, bounds: ClosedRange<Int64>? = nil) {
        self.init(type: type, count: storage.count, source: .ready(storage), bounds: bounds)
    }

    /// A column of `count` rows whose values come when they are asked for.
    /// - Parameter index: what an earlier load found out about the values.
    package init(
        type: DataType, count: Int, deferred: DeferredStorage, bounds: ClosedRange<Int64>? = nil,
        index: ColumnIndex? = nil
    ) {
        self.init(type: type, count: count, source: .deferred(deferred), bounds: bounds, index: index)
    }

    private init(
        type: DataType, count: Int, source: Source, bounds: ClosedRange<Int64>?, index: ColumnIndex? = nil
    ) {
        (self.type, self.count, self.source, self.bounds) = (type, count, source, bounds)
        // Texts may be points.
        let isIndexed = type.physical == .integers || type == .point || type == .text
        self.index = index ?? (isIndexed ? ColumnIndex() : nil)
    }

    package var storage: Storage {
        switch source {
        case .ready(let storage): storage
        case .deferred(let deferred): deferred.storage
        }
    }

    package var dictionary: TextDictionary? {
        guard type.physical == .codes, case .codes(_, let dictionary) = storage else { return nil }
        return dictionary
    }

    /// A column of dates some of which have a time of day, as the middle of two days has, is one of times.
    package var withTimesOfDay: Column {
        guard type == .date, case .integers(let values) = storage else { return self }
        for row in 0..<values.count where values[row] != Missing.integer && values[row] % Milliseconds.day != 0 {
            return retyped(.time)
        }
        return self
    }

    /// The same storage read as another type of the same physical form.
    package func retyped(_ type: DataType) -> Column {
        Column(type: type, count: count, source: source, bounds: bounds, index: index)
    }

    /// The largest known value that is not above a limit; nil without one, and for columns without bounds. The values are
    /// only looked at when nobody asked before for the same limit, in this load or in the one that a snapshot is of.
    package func largest(upTo limit: Int64) -> Int64? {
        guard let bounds else { return nil }
        if bounds.upperBound <= limit { return bounds.upperBound }
        if bounds.lowerBound > limit { return nil }
        return index?.largest(upTo: limit) { if case .integers(let values) = storage { values } else { nil } }
    }

    /// Whether `largest` knows the answer without looking at the values.
    package func isBounded(by limit: Int64) -> Bool {
        guard let bounds else { return true }
        return bounds.upperBound <= limit || bounds.lowerBound > limit
    }

    /// What `largest` has found so far, for a snapshot to keep.
    package var landmarks: [Landmark] { index?.knownLandmarks ?? [] }

    /// The places of a column of points that were found out before; nil where nobody has asked yet. They depend on the points
    /// and their coordinate system alone, and converting them takes a hundred times as long as looking at them.
    package func degrees(epsg: Int) -> Degrees? { index?.degrees(epsg: epsg) }

    package func keep(_ places: Degrees, epsg: Int) { index?.keep(places, epsg: epsg) }

    /// What was found out before about the values together with another object, such as in which zones of a map its points
    /// lie; nil where nobody has kept it. The finding holds on to the object, so that its identity stays its own.
    package func finding(for object: AnyObject) -> (any Sendable)? { index?.finding(ObjectIdentifier(object)) }

    package func keep(_ finding: any Sendable, for object: AnyObject) {
        index?.keep(finding, for: ObjectIdentifier(object))
    }
}

extension Column.Storage {
    package var count: Int {
        switch self {
        case .bytes(let buffer): buffer.count
        case .integers(let buffer): buffer.count
        case .numbers(let buffer): buffer.count
        case .codes(let codes, _): codes.count
        case .pairs(let first, _): first.count
        }
    }

    fileprivate func gathered(_ rows: [Int]) -> Column.Storage {
        switch self {
        case .bytes(let buffer): .bytes(buffer.gathered(rows))
        case .integers(let buffer): .integers(buffer.gathered(rows))
        case .numbers(let buffer): .numbers(buffer.gathered(rows))
        case .pairs(let first, let second): .pairs(first.gathered(rows), second.gathered(rows))
        case .codes(.narrow(let codes), let dictionary): .codes(.narrow(codes.gathered(rows)), dictionary)
        case .codes(.medium(let codes), let dictionary): .codes(.medium(codes.gathered(rows)), dictionary)
        case .codes(.wide(let codes), let dictionary): .codes(.wide(codes.gathered(rows)), dictionary)
        }
    }
}

extension Column {
    /// The value of one row.
    package subscript(row: Int) -> Value {
        switch storage {
        case .bytes(let buffer):
            return buffer.base[row] == Missing.boolean ? .missing : .boolean(buffer.base[row] == 1)
        case .integers(let buffer):
            return Value(integer: buffer.base[row], type: type)
        case .numbers(let buffer):
            let value = buffer.base[row]
            return Value(number: value, type: type)
        case .codes(let codes, let dictionary):
            return dictionary.text(codes[row]).map(Value.text) ?? .missing
        case .pairs(let first, let second):
            let (x, y) = (first.base[row], second.base[row])
            if x.isNaN { return .missing }
            switch type {
            case .rate: return .rate(x, y)
            case .share: return .share(x, y)
            default: return .point(x, y)
            }
        }
    }

    /// A column of the given rows, in their order.
    package func gathered(_ rows: [Int]) -> Column {
        // A few rows of a column that nobody has asked for do not take all of them.
        if case .deferred(let deferred) = source, rows.count < count / 16, let some = deferred.some(rows) {
            return Column(type: type, storage: some, bounds: bounds)
        }
        return Column(type: type, storage: storage.gathered(rows), bounds: bounds)
    }

    /// A column from single values, all of `type` or missing.
    package init(type: DataType, values: [Value]) {
        switch type.physical {
        case .bytes:
            let bytes = values.map { value -> UInt8 in
                if case .boolean(let flag) = value { flag ? 1 : 0 } else { Missing.boolean }
            }
            self.init(type: type, storage: .bytes(Buffer(bytes)))
        case .integers:
            let integers = values.map { $0.integer ?? Missing.integer }
            let known = integers.filter { $0 != Missing.integer }
            let bounds = known.min().flatMap { low in known.max().map { low...$0 } }
            self.init(type: type, storage: .integers(Buffer(integers)), bounds: bounds)
        case .numbers:
            self.init(type: type, storage: .numbers(Buffer(values.map { $0.number ?? Missing.number })))
        case .codes:
            var builder = TextDictionaryBuilder()
            let codes = values.map { value -> UInt32 in
                if case .text(let text) = value { builder.code(of: text) } else { Missing.code }
            }
            let maximum = builder.count
            let packed = codes.withUnsafeBufferPointer { Codes($0, maximum: maximum) }
            self.init(type: type, storage: .codes(packed, builder.build()))
        case .pairs:
            // A missing rate is one of no rows: its denominator is counted and shown.
            let denominator = type == .point ? Missing.number : 0
            let pairs = values.map { value -> (Double, Double) in
                switch value {
                case .rate(let x, let y), .share(let x, let y), .point(let x, let y): (x, y)
                default: (Missing.number, denominator)
                }
            }
            self.init(type: type, storage: .pairs(Buffer(pairs.map(\.0)), Buffer(pairs.map(\.1))))
        }
    }
}

extension Buffer {
    package func gathered(_ rows: [Int]) -> Buffer<Element> {
        let result = Buffer(uninitialized: rows.count)
        for (index, row) in rows.enumerated() { result.base[index] = base[row] }
        return result
    }
}
