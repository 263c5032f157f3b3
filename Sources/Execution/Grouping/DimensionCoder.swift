import Columnar

/// Turns the values of a dimension into small codes, so that a group is an array position.
///
/// Text has its dictionary's codes, conditions are 0, 1, 2, and numbers with known bounds count from the lowest (0 is
/// missing). What has no bounds is coded by `ValueCoder` before the pass.
struct DimensionCoder {
    enum Form {
        case codes(TextDictionary)
        case bytes
        case integers(low: Int64)
        /// Codes are positions in the distinct values (doubles as `OrderedKey`), from 1.
        case values([Int64])
    }

    let type: DataType
    let form: Form
    /// One more than the largest code.
    let codeCount: Int

    init(type: DataType, dictionary: TextDictionary) {
        self.type = type
        form = .codes(dictionary)
        codeCount = dictionary.count + 1
    }

    init(type: DataType, bounds: ClosedRange<Int64>) {
        self.type = type
        form = .integers(low: bounds.lowerBound)
        codeCount = Int(bounds.upperBound - bounds.lowerBound) + 2
    }

    /// A dimension that `ValueCoder` has coded.
    init(type: DataType, values: [Int64]) {
        self.type = type
        form = .values(values)
        codeCount = values.count + 1
    }

    static let boolean = DimensionCoder(type: .boolean, form: .bytes, codeCount: 3)

    private init(type: DataType, form: Form, codeCount: Int) {
        self.type = type
        self.form = form
        self.codeCount = codeCount
    }

    /// Adds this dimension's code × `stride` to each row's group number.
    func add(_ vector: Vector, stride: UInt32, to groups: UnsafeMutablePointer<UInt32>) {
        var index = 0
        switch (vector.storage, form) {
        case (.codes(let codes, _), _):
            while index < vector.count {
                groups[index] &+= codes[index] &* stride
                index &+= 1
            }
        case (.bytes(let flags), _):
            while index < vector.count {
                groups[index] &+= UInt32(flags[index]) &* stride
                index &+= 1
            }
        case (.integers(let values), .integers(let low)):
            while index < vector.count {
                let value = values[index]
                let code = value == Missing.integer ? 0 : UInt32(truncatingIfNeeded: value &- low &+ 1)
                groups[index] &+= code &* stride
                index &+= 1
            }
        case (.integers(let codes), .values):
            while index < vector.count {
                groups[index] &+= UInt32(truncatingIfNeeded: codes[index]) &* stride
                index &+= 1
            }
        default: preconditionFailure("a coder reads vectors of its own form")
        }
    }

    /// The values of the given codes, as a column.
    func column(_ codes: [UInt32]) -> Column {
        switch form {
        case .codes(let dictionary): return Column.texts(codes, dictionary)
        case .bytes: return Column(type: type, storage: .bytes(Buffer(codes.map { UInt8($0) })))
        case .integers(let low):
            let values = codes.map { $0 == 0 ? Missing.integer : low + (Int64($0) - 1) }
            return Column(type: type, values: values.map { Value(integer: $0, type: type) })
        case .values(let values):
            let isNumber = type.physical == .numbers
            return Column(
                type: type,
                values: codes.map { code in
                    guard code > 0 else { return .missing }
                    let key = values[Int(code) - 1]
                    return isNumber
                        ? Value(number: OrderedKey.number(key), type: type) : Value(integer: key, type: type)
                })
        }
    }
}
