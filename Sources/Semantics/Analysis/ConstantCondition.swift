import Columnar
import Diagnostics
import Functions
import Syntax

/// Conditions that never hold or always do: two that exclude each other, or one beyond what its value can be.
struct ConstantCondition: Analyzer {
    let id = "constant-condition"
    let explanation = """
        A condition never holds, or holds for every row: two conditions exclude each other (`district = 1 and district = \
        3`, `open and time_to_close > 30d`), or a value is compared with what it cannot reach (`late% > 25` for `25%`, a \
        year after the data). `in (1, 3)` asks for either of two values.
        """
    let example = "where district = 1 and district = 3 show count"

    func inspect(_ conjunction: Conjunction, _ binder: Binder) {
        let facts = conjunction.parts.map { Fact.facts(of: $0.expression) }
        for (index, part) in conjunction.parts.enumerated() {
            if let value = constant(part.expression) {
                binder.warn(
                    id, at: part.node.range, "`\(part.node.canonicalText)` is \(value ? "always" : "never") true")
                continue
            }
            let other = (0..<index).first { earlier in
                facts[earlier].contains { one in facts[index].contains { one.contradicts($0) } }
            }
            if let other {
                report(part, after: conjunction.parts[other], conjunction.level, binder)
            } else if case .comparison = part.expression.kind, let fact = facts[index].first {
                compare(fact, part, conjunction.level, binder)
            }
        }
    }

    // MARK: - Two conditions

    private func report(
        _ part: Conjunction.Part, after other: Conjunction.Part, _ level: Level, _ binder: Binder
    ) {
        let (first, second) = (other.node.canonicalText, part.node.canonicalText)
        let thing = if case .row = level { "row" } else { "group" }
        binder.warn(
            id, at: part.node.range, "`\(first)` and `\(second)` never hold for the same \(thing)",
            fixIts: either(other.node, part.node))
    }

    /// `x = 1 and x = 3` is meant as `x in (1, 3)`.
    private func either(_ first: SyntaxNode, _ second: SyntaxNode) -> [FixIt] {
        let sides = [first, second].map(\.nodes)
        let areEqualities = [first, second].allSatisfy { node in
            node.kind == .comparison && node.tokens.contains { node.text($0) == "=" }
        }
        guard areEqualities, sides.allSatisfy({ $0.count == 2 }),
            sides[0][0].canonicalText == sides[1][0].canonicalText
        else { return [] }
        let source = first.tree.source
        let between = source.text(SourceRange(first.range.end, second.range.start))
        guard between.lowercased().split(whereSeparator: \.isWhitespace) == ["and"] else { return [] }
        let list = "\(sides[0][0].text) in (\(sides[0][1].text), \(sides[1][1].text))"
        return [.writing(list, at: first.range.union(second.range))]
    }

    // MARK: - One condition

    /// The value of a condition in which no column occurs.
    private func constant(_ condition: BoundExpression) -> Bool? {
        if case .boolean(let value)? = condition.constantValue { return value }
        guard case .comparison(let op, let left, let right) = condition.kind, let one = left.constantValue,
            let two = right.constantValue
        else { return nil }
        if case .text(let first) = one, case .text(let second) = two {
            return op == .equal ? first == second : op == .notEqual ? first != second : nil
        }
        guard let first = Fact.number(one), let second = Fact.number(two) else { return nil }
        switch op {
        case .equal: return first == second
        case .notEqual: return first != second
        case .less: return first < second
        case .lessOrEqual: return first <= second
        case .greater: return first > second
        case .greaterOrEqual: return first >= second
        }
    }

    private func compare(_ fact: Fact, _ part: Conjunction.Part, _ level: Level, _ binder: Binder) {
        guard case .range(let wanted) = fact.claim, let reach = Reach(fact.expression, level) else { return }
        let text = part.node.canonicalText
        if !wanted.overlaps(reach.range) {
            binder.warn(
                id, at: part.node.range, "`\(text)` is never true: \(reach.text)", fixIts: percents(part.node, fact))
        } else if wanted.lowerBound <= reach.range.lowerBound, wanted.upperBound >= reach.range.upperBound {
            binder.note(id, at: part.node.range, "`\(text)` is always true: \(reach.text)")
        }
    }

    /// `late% > 25` is meant as `late% > 25%`.
    private func percents(_ node: SyntaxNode, _ fact: Fact) -> [FixIt] {
        guard fact.expression.type.isFraction,
            let literal = node.nodes.first(where: { $0.kind == .literal && $0.firstToken.kind == .number }),
            let number = Double(literal.text), number <= 100
        else { return [] }
        return [.writing("\(literal.text)%", at: literal.range)]
    }
}

/// The values that an expression can have, and the words that say why.
private struct Reach {
    let range: ClosedRange<Double>
    let text: String

    init?(_ expression: BoundExpression, _ level: Level) {
        switch (expression.kind, level) {
        case (.column(.input(let index, let name)), .row(let scope)):
            guard let bounds = scope.dataSet?.table.columns[index].bounds, !scope.isRewound else { return nil }
            range = Double(bounds.lowerBound)...Double(bounds.upperBound)
            let values = [bounds.lowerBound, bounds.upperBound].map {
                ValueText.machine(Value(integer: $0, type: expression.type)) ?? ""
            }
            text = "the data has \(name) from \(values[0]) to \(values[1])"
        case (.call(let function, let arguments), .row(let scope)):
            guard let argument = arguments.first, arguments.count == 1, argument.type.isTemporal,
                case .column(.input(let index, _)) = argument.kind,
                let bounds = scope.dataSet?.table.columns[index].bounds,
                case .integers(let values?, _)? = function.kernel(
                    KernelContext(types: [argument.type], constants: [nil], bounds: [bounds]))
            else { return nil }
            range = Double(values.lowerBound)...Double(values.upperBound)
            text = "\(function.name) is from \(values.lowerBound) to \(values.upperBound) here"
        case (_, .measure) where expression.type == .rate || expression.type == .share:
            range = 0...1
            text = "\(expression.type.description) lies between 0% and 100%"
        case (.column(.aggregate(let index, _)), .measure(let scope)):
            guard scope.stage.calls[index].function.name == "count" else { return nil }
            range = 0 ... .infinity
            text = "a count is never negative"
        default: return nil
        }
    }
}
