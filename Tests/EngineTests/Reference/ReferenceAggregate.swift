import Columnar

/// The measures of a group, from the list of its operand's values in the order of the rows.
enum ReferenceAggregate {
    static func compute(_ word: String, _ all: [Value], _ kind: ReferenceKind) throws -> (Value, ReferenceKind) {
        let known = all.filter { !$0.isReferenceMissing }
        switch word {
        case "sum": return (sum(known, kind), kind)
        case "avg": return (average(known, kind), kind == .integer ? .number : kind)
        case "median": return (quantile(known, 0.5, kind), kind == .integer ? .number : kind)
        case "min": return (known.min { kind.order($0, $1) < 0 } ?? .missing, kind)
        case "max": return (known.max { kind.order($0, $1) < 0 } ?? .missing, kind)
        case "first": return (known.first ?? .missing, kind)
        case "last": return (known.last ?? .missing, kind)
        case "distinct": return (.integer(Int64(distinct(known, kind).count)), .integer)
        case "mode": return (mode(known, kind), kind)
        case "gini": return (gini(known.compactMap(\.magnitudeNumber)), .number)
        case "variance": return (variance(known).map(Value.number) ?? .missing, .number)
        case "stddev":
            let root = variance(known)?.squareRoot()
            return (root.map { number($0, kind) } ?? .missing, kind == .integer ? .number : kind)
        default:
            guard word.first == "p", let percent = Double(word.dropFirst()) else {
                throw ReferenceError("the reference has no measure `\(word)`")
            }
            return (quantile(known, percent / 100, kind), kind == .integer ? .number : kind)
        }
    }

    /// A computed number in the form that the kind has.
    private static func number(_ value: Double, _ kind: ReferenceKind) -> Value {
        switch kind {
        case .duration: .meanDuration(value)
        case .fraction: .percent(value)
        case .time: .time(Int64(value.rounded()))
        default: .number(value)
        }
    }

    /// An empty sum is 0. Rates pool their pairs; shares add numerators over the one denominator.
    private static func sum(_ known: [Value], _ kind: ReferenceKind) -> Value {
        if let pair = pooled(known) { return pair }
        if known.isEmpty {
            if kind == .fraction { return .missing }
            return kind == .duration ? .duration(0) : kind == .integer ? .integer(0) : number(0, kind)
        }
        let whole = known.compactMap(\.exactInteger)
        if whole.count == known.count {
            let total = whole.reduce(0, +)
            return kind == .duration ? .duration(total) : .integer(total)
        }
        return number(known.compactMap(\.magnitudeNumber).reduce(0, +), kind)
    }

    private static func average(_ known: [Value], _ kind: ReferenceKind) -> Value {
        if let pair = pooled(known) { return pair }
        if known.isEmpty { return .missing }
        return number(known.compactMap(\.magnitudeNumber).reduce(0, +) / Double(known.count), kind)
    }

    private static func pooled(_ known: [Value]) -> Value? {
        var (top, bottom) = (0.0, 0.0)
        var isShare = false
        for value in known {
            switch value {
            case .rate(let a, let b): (top, bottom) = (top + a, bottom + b)
            case .share(let a, let b): (top, bottom, isShare) = (top + a, max(bottom, b), true)
            default: return nil
            }
        }
        return known.isEmpty ? nil : isShare ? .share(top, bottom) : .rate(top, bottom)
    }

    /// Sorts and interpolates linearly between the order statistics around `(n - 1) × fraction`.
    private static func quantile(_ known: [Value], _ fraction: Double, _ kind: ReferenceKind) -> Value {
        let sorted = known.compactMap(\.magnitudeNumber).sorted()
        guard !sorted.isEmpty else { return .missing }
        let position = Double(sorted.count - 1) * fraction
        let below = Int(position)
        let above = min(below + 1, sorted.count - 1)
        return number(sorted[below] + (sorted[above] - sorted[below]) * (position - Double(below)), kind)
    }

    private static func distinct(_ known: [Value], _ kind: ReferenceKind) -> [(value: Value, count: Int)] {
        var found: [(value: Value, count: Int)] = []
        for value in known {
            if let index = found.firstIndex(where: { kind.order($0.value, value) == 0 }) {
                found[index].count += 1
            } else {
                found.append((value, 1))
            }
        }
        return found
    }

    /// The most frequent value; of several the first in natural order.
    private static func mode(_ known: [Value], _ kind: ReferenceKind) -> Value {
        distinct(known, kind).min { left, right in
            left.count == right.count ? kind.order(left.value, right.value) < 0 : left.count > right.count
        }?.value ?? .missing
    }

    /// Half the mean distance of all pairs over the mean.
    private static func gini(_ numbers: [Double]) -> Value {
        let total = numbers.reduce(0, +)
        guard total != 0 else { return .missing }
        let distances = numbers.flatMap { left in numbers.map { abs(left - $0) } }.reduce(0, +)
        return .number(distances / (2 * Double(numbers.count) * total))
    }

    /// The sample variance, missing below two values.
    private static func variance(_ known: [Value]) -> Double? {
        let numbers = known.compactMap(\.magnitudeNumber)
        guard numbers.count > 1 else { return nil }
        let mean = numbers.reduce(0, +) / Double(numbers.count)
        return numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(numbers.count - 1)
    }
}
