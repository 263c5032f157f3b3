import Columnar
import Syntax

/// `compare … to …`: the conditions that both sides share, and the rows of each side.
struct ReferenceComparison {
    /// The word behind the other side's columns.
    let word: String
    /// The conditions of `where` that hold for both sides.
    private(set) var shared: [SyntaxNode]
    /// The stretches of the default time that are compared, when they are.
    private(set) var periods: (base: Range<Int64>, other: Range<Int64>)?
    private var base: [SyntaxNode] = []
    private var other: SyntaxNode?
    private let timeColumn: Int?

    init(_ clause: SyntaxNode, _ conditions: [SyntaxNode], _ evaluator: ReferenceEvaluator) throws {
        let table = evaluator.scope.table
        timeColumn = table.timeColumn
        let name = timeColumn.map { table.columns[$0].name }
        let isRest = clause.has(.rest)
        let target = isRest ? nil : clause.nodes.last
        let named = clause.nodes.count > (isRest ? 0 : 1) ? clause.nodes.first : nil
        let limits = try ReferenceLimits(named.map { [$0] } ?? conditions, name: name, evaluator)
        if let named {
            (shared, base) = (conditions, [named])
        } else {
            (shared, base) = (limits.others, limits.timed)
        }
        guard let target, let grain = try ReferenceComparison.grain(target, evaluator) else {
            word = isRest ? "rest" : "other"
            other = target
            if base.isEmpty { throw ReferenceError("nothing is compared") }
            return
        }
        word = "before"
        // Data without any time has no end, and nothing in any period.
        let now = table.asOf ?? ReferenceTable.Now(day: 0, isDateOnly: true)
        var stretch: Range<Int64>
        if base.isEmpty {
            // The last complete bucket before the data's end.
            let last = Period(grain, containing: now.end).advanced(by: -1)
            stretch = last.start..<last.end
        } else {
            guard let start = limits.start else { throw ReferenceError("a period without a start") }
            stretch = start..<max(start, limits.end ?? now.end)
        }
        if named != nil, !limits.others.isEmpty { throw ReferenceError("a condition compared to a period") }
        func moved(_ grain: Grain, _ count: Int = -1) -> Range<Int64> {
            Milliseconds.adding(
                count, grain, to: stretch.lowerBound)..<Milliseconds.adding(count, grain, to: stretch.upperBound)
        }
        switch target.kind == .relativePeriod ? target.firstToken.keyword : nil {
        case .previous: periods = (stretch, moved(grain))
        case .same: periods = (stretch, grain == .week ? moved(.week, -52) : moved(.year))
        default: periods = (stretch, try evaluator.period(target))
        }
    }

    /// The grain of a period that something is compared to; nil for a condition.
    private static func grain(_ target: SyntaxNode, _ evaluator: ReferenceEvaluator) throws -> Grain? {
        switch target.kind {
        case .periodRange: return .month
        case .relativePeriod:
            let words = target.tokens.map { target.text($0).lowercased() }
            return words.compactMap { Grain(rawValue: $0) }.first ?? .month
        case .literal:
            if target.firstToken.kind == .number { return .year }
            if case .period(let period) = try evaluator.value(target) { return period.grain }
            return nil
        default: return nil
        }
    }

    /// The sides that a row stands on: one, none, or both where periods overlap.
    func sides(_ evaluator: ReferenceEvaluator, _ row: [Value]) throws -> [Int] {
        if let periods, let timeColumn {
            guard let time = row[timeColumn].exactInteger else { return [] }
            let isBase = try base.isEmpty ? periods.base.contains(time) : base.allSatisfy(evaluator.isTrue)
            return (isBase ? [0] : []) + (periods.other.contains(time) ? [1] : [])
        }
        let isBase = try base.allSatisfy(evaluator.isTrue)
        guard let other else { return [isBase ? 0 : 1] }
        return (isBase ? [0] : []) + (try evaluator.isTrue(other) ? [1] : [])
    }

    /// How many buckets the other period lies before the base's: its rows stand in the base's buckets, place by place.
    func shift(_ grain: Grain) -> Int {
        guard let periods else { return 0 }
        return Period(grain, containing: periods.base.lowerBound).ordinal
            - Period(grain, containing: periods.other.lowerBound).ordinal
    }
}
