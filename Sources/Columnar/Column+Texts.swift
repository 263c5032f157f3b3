extension Column {
    /// A column from single values in the natural order of other columns' texts. Where those declare their order, as
    /// weekdays do, values that they lack come behind.
    package init(type: DataType, values: [Value], orderedLike dictionary: TextDictionary?) {
        guard let dictionary, type.physical == .codes, dictionary.order != .codePoint else {
            self.init(type: type, values: values)
            return
        }
        var builder = TextDictionaryBuilder()
        if dictionary.order == .declared {
            for code in stride(from: UInt32(1), through: UInt32(dictionary.count), by: 1) {
                _ = builder.code(of: dictionary.utf8(code))
            }
        }
        let codes = values.map { value -> UInt32 in
            if case .text(let text) = value { builder.code(of: text) } else { Missing.code }
        }
        self = .texts(codes, builder.build(order: dictionary.order))
    }

    /// The narrow codes as planes of bits; nil for other columns, where bytes do as well, and for who asks first.
    package func planes() -> BitPlanes? {
        guard type == .text, case .codes(.narrow(let codes), let dictionary) = storage else { return nil }
        return index?.planes(codes, codeCount: dictionary.count + 1)
    }

    /// A column of text from codes, which become as narrow as the dictionary allows.
    package static func texts(_ codes: [UInt32], _ dictionary: TextDictionary) -> Column {
        let packed = codes.withUnsafeBufferPointer { Codes($0, maximum: dictionary.count) }
        return Column(type: .text, storage: .codes(packed, dictionary))
    }
}
