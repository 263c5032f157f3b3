import Columnar
import Diagnostics
import Functions
import Syntax

/// Hours asked of data that has days only.
struct HourOfDate: Analyzer {
    let id = "hour-of-date"
    let explanation = """
        The hour of a column that has dates without a time of day is always 0, and lengths between two dates are whole \
        days: `<= 24h` then means the same day or the next, up to 48 hours. `1d` says that; `weekday(x)` is the finest \
        part of the calendar that such data has.
        """
    let example = "group by hour(opened) show count"

    func inspect(_ expression: BoundExpression, at node: SyntaxNode, _ level: Level, _ binder: Binder) {
        switch (node.kind, expression.kind) {
        case (.call, .call(let function, let arguments)):
            guard function.name == "hour" || function.name == "minute", let time = arguments.first, time.type == .date,
                let text = node.nodes.first?.canonicalText
            else { return }
            binder.warn(
                id, at: node.range, "`\(text)` has no time of day: its \(function.name) is always 0",
                fixIts: [.writing("weekday(\(text))", at: node.range)])
        case (.overClause, .period(let grain, let time)):
            guard grain == .hour || grain == .minute, Fact.plain(time).type == .date else { return }
            let word = node.tokens.last { $0.kind == .word && $0.keyword != .over }
            binder.warn(
                id, at: node.range,
                "the data has no time of day: every row falls into the first \(grain.rawValue) of its day",
                fixIts: node.nodes.isEmpty
                    ? word.map { [.writing("day", at: $0.range)] } ?? [] : [])
        case (.comparison, .comparison(_, let left, let right)):
            guard right.constantValue != nil, right.type.isDuration, isWholeDays(left),
                let literal = node.nodes.last(where: { $0.kind == .literal }), literal.firstToken.kind == .duration
            else { return }
            check(literal, binder)
        default: return
        }
    }

    private func check(_ literal: SyntaxNode, _ binder: Binder) {
        let text = literal.text.lowercased()
        guard text.hasSuffix("h") || text.hasSuffix("min") || text.hasSuffix("s"),
            let count = Int(text.prefix { $0.isNumber })
        else { return }
        let days = text.hasSuffix("h") && count % 24 == 0 ? count / 24 : nil
        binder.warn(
            id, at: literal.range,
            "the data has dates only: this length is a whole number of days, and `\(text)` counts hours",
            fixIts: days.map { [.writing("\($0)d", at: literal.range)] } ?? [])
    }

    /// Whether an expression is the length between two dates.
    private func isWholeDays(_ expression: BoundExpression) -> Bool {
        switch expression.kind {
        case .arithmetic(.subtract, let left, let right):
            Fact.plain(left).type == .date && Fact.plain(right).type == .date
        case .convert(let inner): isWholeDays(inner)
        default: false
        }
    }
}
