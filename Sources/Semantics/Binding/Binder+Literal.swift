import Columnar
import Diagnostics
import Syntax

extension Binder {
    /// A literal token's value. Dates become periods (`2020-11` is a month); times of day become instants.
    func literalValue(_ node: SyntaxNode) -> Value? {
        let token = node.firstToken
        let text = node.text(token)
        switch token.kind {
        case .text: return .text(node.unquoted(token))
        case .number: return number(text)
        case .percent: return Double(digits(text.dropLast())).map { .percent($0 / 100) }
        case .points: return Double(digits(text.dropLast(2))).map { .percent($0 / 100) }
        case .duration: return durationValue(text, at: node.range)
        case .date:
            return dateValue(text) ?? fail("invalid-date", at: node.range, "`\(text)` is no date of the calendar")
        case .length: return lengthValue(text)
        default:
            switch token.keyword {
            case .true: return .boolean(true)
            case .false: return .boolean(false)
            default: return .missing
            }
        }
    }

    private func digits(_ text: some StringProtocol) -> String { String(text.filter { $0 != "_" }) }

    private func number(_ text: String) -> Value? {
        let text = digits(text)
        if let integer = Int64(text) { return .integer(integer) }
        return Double(text).map(Value.number)
    }

    /// A length is its number of metres.
    private func lengthValue(_ text: String) -> Value? {
        let unit = text.drop { $0.isNumber || $0 == "." || $0 == "_" }.lowercased()
        let units: [String: Double] = ["km": 1_000, "ft": 0.3048, "mi": 1_609.344]
        let metres = units[unit] ?? 1
        return Double(digits(text.dropLast(unit.count))).map { .number($0 * metres) }
    }

    func durationValue(_ text: String, at range: SourceRange) -> Value? {
        let unit = text.drop { $0.isNumber || $0 == "." || $0 == "_" }.lowercased()
        guard let count = Double(digits(text.dropLast(unit.count))) else { return nil }
        let length: Int64
        switch unit {
        case "s": length = Milliseconds.second
        case "min": length = Milliseconds.minute
        case "h": length = Milliseconds.hour
        case "d": length = Milliseconds.day
        case "w": length = 7 * Milliseconds.day
        case "mo": length = 30 * Milliseconds.day
        case "y": length = 365 * Milliseconds.day
        default:
            return fail(
                "business-days", at: range,
                "business days (`\(text)`) are compared with the difference of two times only",
                advice: "for example `closed - opened > 5bd`; `business_days(opened, closed)` is their number")
        }
        let milliseconds = (count * Double(length)).rounded()
        guard milliseconds.magnitude < 9e15 else {
            return fail("out-of-range", at: range, "the duration `\(text)` is too long")
        }
        return .duration(Int64(milliseconds))
    }

    /// `2020-11`, `2020-Q4`, `2020-W23`, `2020-11-03`, `2020-11-03T14:30`.
    func dateValue(_ text: String) -> Value? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let year = Int(parts[0]), parts.count > 1 else { return nil }
        let second = parts[1].uppercased()
        if second.hasPrefix("Q") {
            guard let quarter = Int(second.dropFirst()), (1...4).contains(quarter) else { return nil }
            return .period(Period(grain: .quarter, ordinal: (year - 1970) * 4 + quarter - 1))
        }
        if second.hasPrefix("W") {
            guard let week = Int(second.dropFirst()), week >= 1, week <= 53 else { return nil }
            let monday = CivilDate.monday(ofWeek: week, year: year)
            guard CivilDate.isoWeek(days: monday).year == year else { return nil }
            return .period(Period(.week, containing: Int64(monday) * Milliseconds.day))
        }
        guard let month = Int(second), (1...12).contains(month) else { return nil }
        guard parts.count > 2 else { return .period(Period(grain: .month, ordinal: (year - 1970) * 12 + month - 1)) }
        let clock = parts[2].split(whereSeparator: { $0 == "T" || $0 == "t" })
        guard let day = Int(clock[0]) else { return nil }
        let date = CivilDate(year: year, month: month, day: day)
        guard date.isValid else { return nil }
        guard clock.count > 1 else { return .period(Period(grain: .day, ordinal: date.days)) }
        return time(clock[1], of: date)
    }

    private func time(_ clock: Substring, of date: CivilDate) -> Value? {
        let parts = clock.split(separator: ":").map { Double($0) ?? -1 }
        guard (1...3).contains(parts.count), parts[0] >= 0, parts[0] < 24,
            parts.dropFirst().allSatisfy({ $0 >= 0 && $0 < 60 })
        else { return nil }
        let start = Int64(date.days) * Milliseconds.day
        let minutes = Int64(parts[0]) * 60 + Int64(parts.count > 1 ? parts[1] : 0)
        if parts.count == 1 { return .period(Period(.hour, containing: start + minutes * Milliseconds.minute)) }
        if parts.count == 2 { return .period(Period(.minute, containing: start + minutes * Milliseconds.minute)) }
        return .time(start + minutes * Milliseconds.minute + Int64((parts[2] * 1_000).rounded()))
    }

    /// The calendar months in a literal such as `2mo` or `1y`; nil for every other expression.
    func calendarMonths(_ node: SyntaxNode) -> Int? {
        guard node.kind == .literal, node.firstToken.kind == .duration else { return nil }
        let text = node.text.lowercased()
        if text.hasSuffix("mo") { return Int(text.dropLast(2)) }
        if text.hasSuffix("y") { return Int(text.dropLast()).map { $0 * 12 } }
        return nil
    }
}
