internal import Columnar

/// The cells of a column behind plain pointers, so that reading one counts no references: with a reference count per cell
/// an export takes three times as long.
///
/// The pointers are valid while the table lives from which they come; only `MachineTable`, which keeps it, has them.
enum MachineCells {
    case booleans(UnsafePointer<UInt8>)
    case integers(UnsafePointer<Int64>)
    case durations(UnsafePointer<Int64>)
    case meanDurations(UnsafePointer<Double>)
    case dates(UnsafePointer<Int64>)
    case times(UnsafePointer<Int64>)
    case periods(UnsafePointer<Int64>, Grain)
    case numbers(UnsafePointer<Double>)
    case fractions(UnsafePointer<Double>, UnsafePointer<Double>)
    case points(UnsafePointer<Double>, UnsafePointer<Double>)
    case narrowTexts(UnsafePointer<UInt8>, Texts)
    case mediumTexts(UnsafePointer<UInt16>, Texts)
    case wideTexts(UnsafePointer<UInt32>, Texts)

    /// The values of a dictionary.
    struct Texts {
        let bytes: UnsafePointer<UInt8>
        let offsets: UnsafePointer<Int>

        init(_ dictionary: TextDictionary) { (bytes, offsets) = dictionary.raw }

        /// The value of a code that is not the missing one.
        @inline(__always) subscript(code: Int) -> UnsafeBufferPointer<UInt8> {
            let start = offsets[code &- 1]
            return UnsafeBufferPointer(start: bytes + start, count: offsets[code] &- start)
        }
    }

    init(_ column: Column) {
        switch column.storage {
        case .bytes(let buffer): self = .booleans(buffer.base)
        case .numbers(let buffer):
            self = column.type == .meanDuration ? .meanDurations(buffer.base) : .numbers(buffer.base)
        case .pairs(let first, let second):
            self = column.type == .point ? .points(first.base, second.base) : .fractions(first.base, second.base)
        case .codes(.narrow(let codes), let dictionary): self = .narrowTexts(codes.base, Texts(dictionary))
        case .codes(.medium(let codes), let dictionary): self = .mediumTexts(codes.base, Texts(dictionary))
        case .codes(.wide(let codes), let dictionary): self = .wideTexts(codes.base, Texts(dictionary))
        case .integers(let buffer):
            switch column.type {
            case .duration: self = .durations(buffer.base)
            case .date: self = .dates(buffer.base)
            case .time: self = .times(buffer.base)
            case .period(let grain): self = .periods(buffer.base, grain)
            default: self = .integers(buffer.base)
            }
        }
    }
}
