import Columnar
import Planning
import Semantics

/// Computes an expression over one text column for each value of its dictionary.
enum DictionaryTables {
    static func make(
        _ expression: BoundExpression, _ dictionary: TextDictionary, _ logic: Logic, threads: Int,
        isCancelled: () -> Bool
    ) -> DictionaryExpression.Table {
        if let fast = direct(expression, dictionary, logic, threads) { return fast }
        var code: UInt32 = 0
        let evaluator = RowEvaluator(textOrder: { _ in dictionary.order }) { _ in
            dictionary.text(code).map(Value.text) ?? .missing
        }
        var values: [Value] = []
        values.reserveCapacity(dictionary.count + 1)
        var isOver = false
        while code <= UInt32(dictionary.count) {
            if code & 4_095 == 0, isCancelled() { isOver = true }
            if isOver {
                values.append(.missing)
                code += 1
                continue
            }
            let isDecided = expression.type == .boolean && logic == .twoValued
            values.append(isDecided ? .boolean(evaluator.isTrue(expression)) : evaluator.value(expression))
            code += 1
        }
        switch Column(type: expression.type, values: values).storage {
        case .bytes(let bytes): return .bytes(bytes)
        case .integers(let integers): return .integers(integers)
        case .numbers(let numbers): return .numbers(numbers)
        case .codes(let codes, let results):
            return .codes(Buffer((0..<codes.count).map { codes[$0] }), results.ordered(order(expression, dictionary)))
        case .pairs: preconditionFailure("no function of text gives pairs")
        }
    }

    /// A choice among the values of an ordered category is in its order; other functions give text of their own.
    private static func order(_ expression: BoundExpression, _ dictionary: TextDictionary) -> TextOrder {
        let values: [BoundExpression]
        switch expression.kind {
        case .column: return dictionary.order == .numeric ? .numeric : .codePoint
        case .coalesce(let parts): values = parts
        case .conditional(let branches, let otherwise): values = branches.map(\.value) + [otherwise]
        default: return .codePoint
        }
        return values.contains { order($0, dictionary) == .numeric } ? .numeric : .codePoint
    }

    /// Tests of the column itself against constants: on the bytes, without making a `String` a value.
    private static func direct(
        _ expression: BoundExpression, _ dictionary: TextDictionary, _ logic: Logic, _ threads: Int
    ) -> DictionaryExpression.Table? {
        switch expression.kind {
        case .textTest(.contains, let operand, let pattern) where !pattern.isEmpty:
            guard case .column = operand.kind else { return nil }
            return containing(Array(pattern.utf8), dictionary, logic.unknown(.equal), threads)
        case .textTest(let op, let operand, let pattern):
            guard case .column = operand.kind else { return nil }
            let matcher = TextMatcher(op, pattern)
            return bytes(dictionary, logic.unknown(.equal)) { matcher.matches(utf8: $0) }
        case .comparison(let op, let left, let right):
            guard case .column = left.kind, case .text(let text)? = right.constantValue, op == .equal || op == .notEqual
            else { return nil }
            let wanted = Array(text.utf8)
            return bytes(dictionary, logic.unknown(op)) { value in
                (value.count == wanted.count && value.elementsEqual(wanted)) == (op == .equal)
            }
        default: return nil
        }
    }

    /// The bytes of all values are searched as one text; large dictionaries by several threads.
    private static func containing(
        _ pattern: [UInt8], _ dictionary: TextDictionary, _ unknown: UInt8, _ threads: Int
    ) -> DictionaryExpression.Table {
        let bits = TextSearch(pattern).codes(in: dictionary, parts: dictionary.count > 10_000 ? threads : 1)
        if unknown == 0, dictionary.count > Int(UInt16.max) { return .bits(bits) }
        let results = Buffer<UInt8>(uninitialized: dictionary.count + 1)
        for code in 0...dictionary.count {
            results[code] = UInt8(truncatingIfNeeded: bits[code / 32] >> (code % 32) & 1)
        }
        results[0] = unknown
        return .bytes(results)
    }

    private static func bytes(
        _ dictionary: TextDictionary, _ unknown: UInt8, _ test: (UnsafeBufferPointer<UInt8>) -> Bool
    ) -> DictionaryExpression.Table {
        let results = Buffer<UInt8>(uninitialized: dictionary.count + 1)
        results.base[0] = unknown
        for code in 0..<dictionary.count { results.base[code + 1] = test(dictionary.utf8(UInt32(code + 1))) ? 1 : 0 }
        return .bytes(results)
    }
}
