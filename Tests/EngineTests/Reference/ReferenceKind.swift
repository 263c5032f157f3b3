import Columnar

/// What the values of an expression are, as far as the meaning of the language depends on it when a value is missing.
enum ReferenceKind: Equatable {
    case condition, integer, number, fraction, time, duration
    case text(ReferenceOrder)
    case period(Grain)
    /// The literal `missing`.
    case anything

    var isText: Bool { if case .text = self { true } else { false } }

    /// The kind of an expression that gives a value of one or of the other.
    func joined(_ other: ReferenceKind) -> ReferenceKind {
        switch (self, other) {
        case (.anything, _): other
        case (_, .anything): self
        case (.text(let left), .text(let right)): .text(left == .numeric || right == .numeric ? .numeric : left)
        case (.integer, .number), (.number, .integer), (.fraction, .number), (.number, .fraction): .number
        case (.integer, .fraction), (.fraction, .integer): .number
        default: self
        }
    }
}

/// The natural order of texts.
enum ReferenceOrder: Equatable {
    case codePoint
    /// Numbers first and by size, then the rest by code point: `ordered` categories.
    case numeric
    /// A list that is written down: weekdays, months, the labels of buckets.
    case listed([String])

    func precedes(_ left: String, _ right: String) -> Bool {
        switch self {
        case .codePoint: return Array(left.utf8).lexicographicallyPrecedes(Array(right.utf8))
        case .numeric:
            switch (Double(left), Double(right)) {
            case (let a?, let b?) where a != b: return a < b
            case (nil, _?): return false
            case (_?, nil): return true
            default: return ReferenceOrder.codePoint.precedes(left, right)
            }
        case .listed(let texts):
            let (a, b) = (texts.firstIndex(of: left) ?? texts.count, texts.firstIndex(of: right) ?? texts.count)
            return a == b ? ReferenceOrder.codePoint.precedes(left, right) : a < b
        }
    }
}

extension ReferenceKind {
    /// Negative when `left` comes first in the natural order. Missing comes last whatever the direction.
    func order(_ left: Value, _ right: Value, descending: Bool = false) -> Int {
        switch (left.isReferenceMissing, right.isReferenceMissing) {
        case (true, true): return 0
        case (true, false): return 1
        case (false, true): return -1
        case (false, false): break
        }
        if precedes(left, right) { return descending ? 1 : -1 }
        if precedes(right, left) { return descending ? -1 : 1 }
        return 0
    }

    private func precedes(_ left: Value, _ right: Value) -> Bool {
        switch (left, right) {
        case (.text(let a), .text(let b)):
            if case .text(let order) = self { return order.precedes(a, b) }
            return ReferenceOrder.codePoint.precedes(a, b)
        case (.boolean(let a), .boolean(let b)): return !a && b
        default:
            if let a = left.exactInteger, let b = right.exactInteger { return a < b }
            return (left.magnitudeNumber ?? 0) < (right.magnitudeNumber ?? 0)
        }
    }
}

extension Value {
    /// A rate without known rows is missing too.
    var isReferenceMissing: Bool {
        switch self {
        case .missing: true
        case .rate(_, let denominator), .share(_, let denominator): denominator == 0
        default: false
        }
    }

    /// The value of everything that is counted in whole units: integers, milliseconds, buckets.
    var exactInteger: Int64? {
        switch self {
        case .integer(let value), .time(let value), .date(let value), .duration(let value): value
        case .period(let period): Int64(period.ordinal)
        default: nil
        }
    }

    /// The value as a double: plain numbers, fractions, and milliseconds of durations and times.
    var magnitudeNumber: Double? {
        switch self {
        case .number(let value), .percent(let value), .meanDuration(let value): value
        case .rate(let top, let bottom), .share(let top, let bottom): bottom == 0 ? nil : top / bottom
        default: exactInteger.map(Double.init)
        }
    }
}
