import Columnar

/// Identifiers that went through a program which makes floats of columns with gaps: `10033.0` for the ZIP code 10033.
enum FloatSpelling {
    private static let longest = 17

    /// The column with `.0` taken off, or nil unless all its values are digits that end so.
    static func stripped(_ column: Column) -> Column? {
        guard case .codes(let codes, let dictionary) = column.storage, dictionary.count > 0 else { return nil }
        let all = stride(from: UInt32(1), through: UInt32(dictionary.count), by: 1)
        guard all.allSatisfy({ isWholeFloat(dictionary.utf8($0)) }) else { return nil }
        let texts = all.map { String(decoding: dictionary.utf8($0).dropLast(2), as: UTF8.self) }
        return Column(type: .text, storage: .codes(codes, TextDictionary(texts, order: dictionary.order)))
    }

    private static func isWholeFloat(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        text.count > 2 && text.count <= longest && text.suffix(2).elementsEqual(".0".utf8)
            && text.dropLast(2).allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }
}
