import Columnar

/// One dictionary for the values of several expressions, and each one's codes in it.
enum CommonDictionary {
    static func make(_ values: [VectorExpression]) -> (TextDictionary, [[UInt32]?]) {
        var builder = TextDictionaryBuilder()
        var order = TextOrder.codePoint
        let empty = Batch(start: 0, count: 0, rows: nil)
        let maps = values.map { value -> [UInt32]? in
            guard case .codes(_, let dictionary) = value.evaluate(empty).storage else { return [Missing.code] }
            // The values of an ordered category stay ordered beside others.
            if dictionary.order == .numeric { order = .numeric }
            var map = [Missing.code]
            for code in stride(from: UInt32(1), through: UInt32(dictionary.count), by: 1) {
                map.append(builder.code(of: dictionary.utf8(code)))
            }
            return map
        }
        return (builder.build(order: order), maps)
    }
}
