import Columnar
import Semantics

/// Comparisons of single values.
package enum RowComparison {
    /// Whether the comparison holds; nil when a side is missing.
    static func compare(_ op: ComparisonOperator, _ left: Value, _ right: Value, order: TextOrder) -> Bool? {
        guard !left.isMissing, !right.isMissing else { return nil }
        switch (left, right) {
        case (.text(let a), .text(let b)):
            if op == .equal { return a.utf8.elementsEqual(b.utf8) }
            if op == .notEqual { return !a.utf8.elementsEqual(b.utf8) }
            return test(op, textOrder(a, b, order))
        case (.boolean(let a), .boolean(let b)): return op == .equal ? a == b : a != b
        default: break
        }
        if let a = left.integer, let b = right.integer { return test(op, a < b ? -1 : a > b ? 1 : 0) }
        guard let a = left.number, let b = right.number else { return nil }
        return test(op, a < b ? -1 : a > b ? 1 : 0)
    }

    private static func test(_ op: ComparisonOperator, _ order: Int) -> Bool {
        switch op {
        case .equal: order == 0
        case .notEqual: order != 0
        case .less: order < 0
        case .lessOrEqual: order <= 0
        case .greater: order > 0
        case .greaterOrEqual: order >= 0
        }
    }

    /// Negative when the first text comes first.
    private static func textOrder(_ a: String, _ b: String, _ order: TextOrder) -> Int {
        if a.utf8.elementsEqual(b.utf8) { return 0 }
        let dictionary = TextDictionary([a, b], order: order == .numeric ? .numeric : .codePoint)
        return dictionary.precedes(1, 2) ? -1 : 1
    }
}
