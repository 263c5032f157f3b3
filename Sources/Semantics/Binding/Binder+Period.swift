import Columnar
import Diagnostics
import Syntax

/// A stretch of time: from an instant up to but not including another.
struct TimeRange: Hashable {
    let start: Int64
    let end: Int64
}

extension Binder {
    /// The stretch of time of what stands behind `in`: a date shape, a year, `a to b` or words such as `last 30 days`.
    func bindPeriod(_ node: SyntaxNode, _ scope: RowScope) -> TimeRange? {
        switch node.kind {
        case .relativePeriod: return relativePeriod(node, scope)
        case .periodRange:
            guard node.nodes.count == 2, let first = bindPeriod(node.nodes[0], scope),
                let second = bindPeriod(node.nodes[1], scope)
            else { return nil }
            guard first.start < second.end else {
                return fail("empty-range", at: node.range, "the range `\(node.canonicalText)` ends before it begins")
            }
            return TimeRange(start: first.start, end: second.end)
        default:
            guard let bound = bind(node, .row(scope)) else { return nil }
            guard let value = bound.constantValue, let range = Binder.range(of: value) else {
                return fail(
                    "not-a-period", at: node.range,
                    "expected a period such as `2020`, `2020-Q4` or `last 30 days`, found `\(node.canonicalText)`")
            }
            return range
        }
    }

    /// The stretch that a constant names when it stands against a time; a bare whole number is a year.
    static func range(of value: Value) -> TimeRange? {
        switch value {
        case .period(let period): TimeRange(start: period.start, end: period.end)
        case .time(let time): TimeRange(start: time, end: time + 1)
        case .date(let day): TimeRange(start: day, end: day + Milliseconds.day)
        case .integer(let year) where (1000...9999).contains(year):
            range(of: .period(Period(grain: .year, ordinal: Int(year) - 1970)))
        default: nil
        }
    }

    /// `last 30 days`, `next 7 days`, `this month`, `previous quarter`, `same month last year`, seen from the data's end.
    private func relativePeriod(_ node: SyntaxNode, _ scope: RowScope) -> TimeRange? {
        guard let asOf = scope.asOf else {
            // Nothing lies in a period of data that has times but no rows.
            if scope.dataSet?.timeColumn != nil { return TimeRange(start: 0, end: 0) }
            return fail(
                "no-as-of", at: node.range,
                "`\(node.canonicalText)` needs data with a time column to count from its end")
        }
        let words = node.tokens.filter { $0.kind == .word }
        guard words.count > 1, let grain = grain(node.text(words[1]), at: words[1].range) else { return nil }
        let current = Period(grain, containing: asOf.day)
        let period: Period
        switch node.firstToken.keyword {
        case .last, .next:
            // `last year` was reported by the parser, and is meant as `previous year`.
            guard let token = node.token(TokenKind.number) else {
                period = current.advanced(by: -1)
                break
            }
            guard let count = Int(node.text(token)), count > 0, count < 100_000 else {
                return fail(
                    "not-a-count", at: node.range, "expected a whole number from 1 on behind `\(node.text(words[0]))`")
            }
            return shifted(asOf, grain, node.firstToken.keyword == .next ? count : -count)
        case .this: period = current
        case .same:
            let isWeek = grain == .week
            period = Period(
                grain, containing: Milliseconds.adding(isWeek ? -52 : -1, isWeek ? .week : .year, to: asOf.day))
        default: period = current.advanced(by: -1)
        }
        return TimeRange(start: period.start, end: period.end)
    }

    /// `last n` ends with the as-of day and includes it; `next n` starts the day after.
    private func shifted(_ asOf: AsOf, _ grain: Grain, _ count: Int) -> TimeRange {
        let end = asOf.end
        let other = Milliseconds.adding(count, grain, to: end)
        return TimeRange(start: min(end, other), end: max(end, other))
    }

    /// The grain that a word names, in singular or plural.
    func grain(_ word: String, at range: SourceRange) -> Grain? {
        let word = word.lowercased()
        if let grain = Grain(rawValue: word) ?? Grain(rawValue: String(word.dropLast(word.hasSuffix("s") ? 1 : 0))) {
            return grain
        }
        let (advice, fixIts) = didYouMean(
            word, at: range, among: Grain.allCases.flatMap { [$0.rawValue, "\($0.rawValue)s"] })
        return fail(
            "unknown-grain", at: range, "`\(word)` is no unit of the calendar",
            advice: advice ?? "expected minute, hour, day, week, month, quarter or year", fixIts: fixIts)
    }
}
