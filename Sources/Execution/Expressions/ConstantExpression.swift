import Columnar

/// The same value for every row.
final class ConstantExpression: VectorExpression {
    private let storage: Vector.Storage
    /// Keeps the memory of `storage` alive.
    private let owners: [AnyObject]

    init(_ value: Value, type: DataType, capacity: Int) {
        switch type.physical {
        case .bytes:
            let flag: UInt8 = value == .boolean(true) ? 1 : value == .boolean(false) ? 0 : Missing.boolean
            let buffer = Buffer(repeating: flag, count: capacity)
            (storage, owners) = (.bytes(buffer.base), [buffer])
        case .integers:
            let buffer = Buffer(repeating: value.integer ?? Missing.integer, count: capacity)
            (storage, owners) = (.integers(buffer.base), [buffer])
        case .numbers:
            let buffer = Buffer(repeating: value.number ?? Missing.number, count: capacity)
            (storage, owners) = (.numbers(buffer.base), [buffer])
        case .codes:
            let texts: [String] = if case .text(let text) = value { [text] } else { [] }
            let dictionary = TextDictionary(texts)
            let buffer = Buffer(repeating: UInt32(texts.count), count: capacity)
            (storage, owners) = (.codes(buffer.base, dictionary), [buffer])
        case .pairs:
            let pair: (Double, Double) =
                switch value {
                case .rate(let x, let y), .share(let x, let y), .point(let x, let y): (x, y)
                default: (Missing.number, Missing.number)
                }
            let first = Buffer(repeating: pair.0, count: capacity)
            let second = Buffer(repeating: pair.1, count: capacity)
            (storage, owners) = (.pairs(first.base, second.base), [first, second])
        }
    }

    override func evaluate(_ batch: Batch) -> Vector { Vector(storage, count: batch.count) }
}
