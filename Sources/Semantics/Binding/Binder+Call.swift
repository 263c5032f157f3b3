import Columnar
import Diagnostics
import Functions
import Syntax

/// Calls of functions and of definitions with parameters.
extension Binder {
    /// Definitions and functions of rows read columns wherever they are called: among measures such a value lacks one.
    func bindCall(_ node: SyntaxNode, _ level: Level) -> BoundExpression? {
        let bound = bindAnyCall(node, level)
        guard case .measure = level, let bound, bound.readsRows else { return bound }
        return rowNameInMeasure(node.canonicalText, node, bound)
    }

    private func bindAnyCall(_ node: SyntaxNode, _ level: Level) -> BoundExpression? {
        let name = node.text(node.firstToken)
        let arguments = node.nodes
        switch name.lowercased() {
        case "if", "case": return bindConditional(node, level)
        case "coalesce":
            let parts = arguments.compactMap { bind($0, level) }
            return parts.count == arguments.count ? coalesce(parts, at: node.range) : nil
        case "count": return countCall(node)
        case "repeat": return bindRepeat(node, level)
        case "correlation": return bindCorrelation(node, level)
        case "latitude", "longitude", "grid", "distance": return bindPlace(name.lowercased(), node, level.rows)
        case "business_days": return bindBusinessDaysCall(node, level)
        default: break
        }
        if let definition = definition(name, level.rows), case .define = definition.meaning {
            let bound = arguments.compactMap { bind($0, .row(level.rows)) }
            guard bound.count == arguments.count else { return nil }
            return bind(definition, at: node, level, arguments: bound)
        }
        guard let function = ScalarFunction.named(name) else { return unknownFunction(name, node) }
        let bound = arguments.compactMap { bind($0, level) }
        guard bound.count == arguments.count else { return nil }
        return call(function, bound, node)
    }

    private func unknownFunction(_ name: String, _ node: SyntaxNode) -> BoundExpression? {
        if let spelling = AggregateWord.spelling(ofForeign: name.lowercased()) {
            return failOnForeign(name, spelling, at: node.firstToken.range)
        }
        if ["date_trunc", "trunc", "datetrunc"].contains(name.lowercased()),
            let grain = node.nodes.compactMap({ Grain(rawValue: $0.unquoted($0.firstToken).lowercased()) }).first
        {
            return fail(
                "foreign-spelling", at: node.range,
                "a time axis by \(grain.rawValue) is the clause `over \(grain.rawValue)`",
                fixIts: axisFixIt(grain, for: node.range).map { [$0] } ?? [])
        }
        if ["percentile", "quantile"].contains(name.lowercased()), node.nodes.count == 2,
            let fraction = Double(node.nodes[1].text),
            let number = Int(exactly: fraction < 1 ? (fraction * 1e4).rounded() / 100 : fraction),
            (1...99).contains(number)
        {
            return failOnForeign(node.text, "p\(pad(number, 2)) \(node.nodes[0].text)", at: node.range)
        }
        let known =
            ScalarFunction.all.map(\.name) + ["if", "case", "coalesce", "repeat", "business_days", "correlation"]
            + Binder.placeFunctions.sorted()
            + AggregateWord.all
        let (advice, fixIts) = didYouMean(name, at: node.firstToken.range, among: known) { $0 }
        return fail(
            "unknown-function", at: node.firstToken.range, "there is no function `\(name)`",
            advice: advice ?? ManualEntry.measureAdvice(name), fixIts: fixIts)
    }

    private func call(_ function: ScalarFunction, _ arguments: [BoundExpression], _ node: SyntaxNode)
        -> BoundExpression?
    {
        let parameters = function.parameters
        let required = parameters.count { !$0.isOptional }
        let repeats = parameters.last?.repeats == true
        guard arguments.count >= required, repeats || arguments.count <= parameters.count else {
            return fail(
                "argument-count", at: node.range,
                "`\(function.name)` \(argumentCounts(required, repeats ? nil : parameters.count, found: arguments.count)): `\(function.signature)`",
                advice: "for example `\(function.example)`")
        }
        var fitted: [BoundExpression] = []
        for (index, given) in arguments.enumerated() {
            let parameter = parameters[min(index, parameters.count - 1)]
            let argument = parameter.kind == .time && given.type.isPeriod ? start(of: given) : given
            guard parameter.kind.accepts(argument.type) || argument.constantValue == .missing else {
                return fail(
                    "argument-type", at: node.nodes[index].range,
                    "`\(function.name)` takes \(parameter.kind.rawValue) here, found \(argument.type.description)",
                    advice: "for example `\(function.example)`")
            }
            // Numbers have no edge at `7d`, nor durations at `7`.
            if parameter.repeats, let first = arguments.first, first.type.isDuration != argument.type.isDuration {
                return fail(
                    "argument-type", at: node.nodes[index].range,
                    "`\(function.name)` takes \(first.type.description) here, as its first argument is one; found \(argument.type.description)",
                    advice: first.type.isDuration ? "durations have units: `7d`" : nil)
            }
            fitted.append(argument.type.physical == .pairs ? converted(argument, to: .percent) : argument)
        }
        return BoundExpression(.call(function, fitted), function.result(fitted.map(\.type)))
    }

    /// `if(c, a, b)` and `case(c1, a1, c2, a2, …, otherwise)`.
    private func bindConditional(_ node: SyntaxNode, _ level: Level) -> BoundExpression? {
        let nodes = node.nodes
        guard nodes.count >= 2 else {
            return fail(
                "argument-count", at: node.range, "expected conditions and values: `if(late, \"late\", \"on time\")`")
        }
        var branches: [(condition: BoundExpression, value: BoundExpression)] = []
        var values: [(expression: BoundExpression, range: SourceRange)] = []
        var index = 0
        while index + 1 < nodes.count {
            guard let condition = bindCondition(nodes[index], level), let value = bind(nodes[index + 1], level) else {
                return nil
            }
            branches.append((condition, value))
            values.append((value, nodes[index + 1].range))
            index += 2
        }
        var otherwise = BoundExpression.constant(.missing, type: .boolean)
        if index < nodes.count {
            guard let last = bind(nodes[index], level) else { return nil }
            otherwise = last
            values.append((last, nodes[index].range))
        }
        guard let type = commonType(values) else { return nil }
        return BoundExpression(
            .conditional(
                branches.map { ($0.condition, converted($0.value, to: type)) },
                otherwise: converted(otherwise, to: type)),
            type)
    }
}
