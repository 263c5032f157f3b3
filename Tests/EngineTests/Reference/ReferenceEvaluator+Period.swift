import Columnar
import Syntax

extension ReferenceEvaluator {
    /// A stretch of time, from an instant up to but not including another.
    typealias Stretch = Range<Int64>

    /// The stretch that a constant names against a time: a period, a day, an instant, and a bare year. Nil for a value that
    /// is not written down, which is an instant itself.
    func stretch(_ node: SyntaxNode, _ value: Value) throws -> Stretch? {
        switch value {
        case .period(let period) where node.kind == .literal || isParameter(node): return period.start..<period.end
        case .integer(let year) where (1000...9999).contains(year):
            return CivilDate(year: Int(year), month: 1, day: 1)
                .start..<CivilDate(year: Int(year) + 1, month: 1, day: 1).start
        default: return nil
        }
    }

    private func isParameter(_ node: SyntaxNode) -> Bool {
        guard node.kind == .name, case .param? = scope.script.definitions[node.text.lowercased()] else { return false }
        return true
    }

    /// A time, or a bucket by the stretch that it covers, against a stretch.
    func compare(_ op: String, _ value: Value, _ kind: ReferenceKind, _ stretch: Stretch) -> Value {
        let first: Int64
        let last: Int64
        if case .period(let bucket) = value {
            (first, last) = (bucket.start, bucket.end - 1)
        } else {
            first = value.exactInteger ?? 0
            last = first
        }
        let isBefore = last < stretch.lowerBound
        let isAfter = first >= stretch.upperBound
        switch op {
        case "<": return .boolean(isBefore)
        case "<=": return .boolean(!isAfter)
        case ">": return .boolean(isAfter)
        case ">=": return .boolean(!isBefore)
        case "!=": return .boolean(isBefore || isAfter)
        default: return .boolean(!isBefore && !isAfter)
        }
    }

    /// What stands behind `in`.
    func period(_ node: SyntaxNode) throws -> Stretch {
        switch node.kind {
        case .periodRange:
            let (first, last) = (try period(node.nodes[0]), try period(node.nodes[1]))
            return first.lowerBound..<last.upperBound
        case .relativePeriod: return try relativePeriod(node)
        default:
            guard let found = try stretch(node, try value(node)) else {
                throw ReferenceError("`\(node.text)` is no period")
            }
            return found
        }
    }

    /// `last 30 days`, `next 2 weeks`, `this month`, `previous quarter`, `same month last year`, from the as-of day.
    private func relativePeriod(_ node: SyntaxNode) throws -> Stretch {
        // Nothing lies in a period of data without a time.
        guard let asOf = scope.table.asOf else { return 0..<0 }
        let words = node.tokens.map { node.text($0).lowercased() }
        let tomorrow = asOf.day + Milliseconds.day
        switch words[0] {
        case "last", "next":
            guard let count = Int(words[1]) else { throw ReferenceError("no count in `\(node.text)`") }
            let other = try moved(tomorrow, by: words[0] == "last" ? -count : count, words[2])
            return min(other, tomorrow)..<max(other, tomorrow)
        case "same":
            let lastYear =
                words[1] == "week"
                ? asOf.day - 364 * Milliseconds.day
                : CivilDate(days: Milliseconds.dayIndex(asOf.day)).adding(months: -12).start
            let bucket = Period(try grain(words[1]), containing: lastYear)
            return bucket.start..<bucket.end
        default:
            let current = Period(try grain(words[1]), containing: asOf.day)
            let bucket = words[0] == "this" ? current : current.advanced(by: -1)
            return bucket.start..<bucket.end
        }
    }

    func grain(_ word: String) throws -> Grain {
        let singular = word.hasSuffix("s") ? String(word.dropLast()) : word
        guard let grain = Grain(rawValue: singular) else { throw ReferenceError("`\(word)` is no grain") }
        return grain
    }

    private func moved(_ time: Int64, by count: Int, _ unit: String) throws -> Int64 {
        switch try grain(unit) {
        case .minute: return time + Int64(count) * Milliseconds.minute
        case .hour: return time + Int64(count) * Milliseconds.hour
        case .day: return time + Int64(count) * Milliseconds.day
        case .week: return time + Int64(count) * 7 * Milliseconds.day
        case .month: return CivilDate(days: Milliseconds.dayIndex(time)).adding(months: count).start
        case .quarter: return CivilDate(days: Milliseconds.dayIndex(time)).adding(months: 3 * count).start
        case .year: return CivilDate(days: Milliseconds.dayIndex(time)).adding(months: 12 * count).start
        }
    }

    // MARK: - Literals

    func literal(_ node: SyntaxNode) throws -> (Value, ReferenceKind) {
        let value = try literalValue(node)
        return (value, ReferenceKind(of: value))
    }

    private func literalValue(_ node: SyntaxNode) throws -> Value {
        let token = node.firstToken
        let text = node.text(token).replacing("_", with: "")
        switch token.kind {
        case .text: return .text(node.unquoted(token))
        case .number: return Int64(text).map(Value.integer) ?? .number(Double(text) ?? .nan)
        case .percent: return .percent((Double(text.dropLast()) ?? .nan) / 100)
        case .points: return .percent((Double(text.dropLast(2)) ?? .nan) / 100)
        case .duration: return try duration(text)
        case .date: return try date(text)
        case .word where token.keyword == .true: return .boolean(true)
        case .word where token.keyword == .false: return .boolean(false)
        case .word: return .missing
        default: throw ReferenceError("the reference does not know the literal `\(text)`")
        }
    }

    func duration(_ text: String) throws -> Value {
        let units: [(String, Double)] = [
            ("min", 60), ("mo", 30 * 86_400), ("s", 1), ("h", 3_600), ("d", 86_400), ("w", 7 * 86_400),
            ("y", 365 * 86_400),
        ]
        for (unit, seconds) in units where text.lowercased().hasSuffix(unit) {
            guard let count = Double(text.dropLast(unit.count)) else { continue }
            return .duration(Int64((count * seconds * 1_000).rounded()))
        }
        throw ReferenceError("the reference does not know the duration `\(text)`")
    }

    private func date(_ text: String) throws -> Value {
        let parts = text.split(separator: "-").map(String.init)
        guard let year = Int(parts[0]) else { throw ReferenceError("`\(text)` is no date") }
        if parts[1].uppercased().hasPrefix("Q") {
            let month = 3 * (Int(parts[1].dropFirst()) ?? 0) - 2
            return .period(Period(.quarter, containing: CivilDate(year: year, month: month, day: 1).start))
        }
        if parts[1].uppercased().hasPrefix("W") {
            let week = Int(parts[1].dropFirst()) ?? 0
            return .period(
                Period(.week, containing: Int64(CivilDate.monday(ofWeek: week, year: year)) * Milliseconds.day))
        }
        let month = Int(parts[1]) ?? 0
        if parts.count == 2 {
            return .period(Period(.month, containing: CivilDate(year: year, month: month, day: 1).start))
        }
        let clock = parts[2].uppercased().split(separator: "T").map(String.init)
        let day = CivilDate(year: year, month: month, day: Int(clock[0]) ?? 0).start
        guard clock.count > 1 else { return .period(Period(.day, containing: day)) }
        let units = clock[1].split(separator: ":").map { Int64($0) ?? 0 }
        let time = zip(units, [Milliseconds.hour, Milliseconds.minute, Milliseconds.second]).reduce(day) {
            $0 + $1.0 * $1.1
        }
        return units.count == 3 ? .time(time) : .period(Period(units.count == 2 ? .minute : .hour, containing: time))
    }
}

extension CivilDate {
    /// The first instant of the day.
    var start: Int64 { Int64(days) * Milliseconds.day }
}
