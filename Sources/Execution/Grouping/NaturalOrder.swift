import Columnar

/// The order of a column's values, missing ones last in both directions.
enum NaturalOrder {
    /// Negative when row `left` comes first.
    static func compare(_ column: Column, _ left: Int, _ right: Int, descending: Bool = false) -> Int {
        let order: Int
        switch column.storage {
        case .bytes(let values):
            order = compare(values.base[left], values.base[right], missing: Missing.boolean, descending)
        case .integers(let values):
            order = compare(values.base[left], values.base[right], missing: Missing.integer, descending)
        case .numbers(let values):
            order = compare(numbers: values.base[left], values.base[right], descending)
        case .pairs(let tops, let bottoms):
            order = compare(
                numbers: tops.base[left] / bottoms.base[left], tops.base[right] / bottoms.base[right], descending)
        case .codes(let codes, let dictionary):
            let (a, b) = (codes[left], codes[right])
            if a == b { return 0 }
            if a == Missing.code || b == Missing.code { return a == Missing.code ? 1 : -1 }
            return dictionary.precedes(a, b) != descending ? -1 : 1
        }
        return order
    }

    private static func compare<Element: Comparable>(
        _ a: Element, _ b: Element, missing: Element, _ descending: Bool
    ) -> Int {
        if a == b { return 0 }
        if a == missing || b == missing { return a == missing ? 1 : -1 }
        return (a < b) != descending ? -1 : 1
    }

    private static func compare(numbers a: Double, _ b: Double, _ descending: Bool) -> Int {
        if a == b { return 0 }
        if a.isNaN || b.isNaN { return a.isNaN ? (b.isNaN ? 0 : 1) : -1 }
        return (a < b) != descending ? -1 : 1
    }
}
