import Columnar
import Diagnostics
import Functions
import Syntax

extension Binder {
    /// Binds any expression node; nil after a mistake, which has been reported.
    func bind(_ node: SyntaxNode, _ level: Level) -> BoundExpression? {
        guard let bound = bindWithoutInspection(node, level) else { return nil }
        inspect(bound, at: node, level)
        return bound
    }

    private func bindWithoutInspection(_ node: SyntaxNode, _ level: Level) -> BoundExpression? {
        if let whole = bindByText(node, level) { return whole }
        let nodes = node.nodes
        switch node.kind {
        case .name: return bindName(node, level)
        case .literal: return literalValue(node).map { .constant($0, type: $0.type ?? .boolean) }
        case .parenthesized: return nodes.first.flatMap { bind($0, level) }
        case .orExpression: return bindOr(node, level)
        case .andExpression:
            let parts = nodes.map { bindCondition($0, level) }
            let known = parts.compactMap { $0 }
            return known.count == parts.count ? BoundExpression(.and(known), .boolean) : nil
        case .notExpression:
            return nodes.first.flatMap { bindCondition($0, level) }.map { BoundExpression(.not($0), .boolean) }
        case .comparison: return bindComparison(node, level)
        case .membership: return bindMembership(node, level)
        case .betweenExpression: return bindBetween(node, level)
        case .missingTest:
            guard let operand = nodes.first.flatMap({ bind($0, level) }) else { return nil }
            return BoundExpression(node.has(.missing) ? .isMissing(operand) : .isKnown(operand), .boolean)
        case .textTest: return bindTextTest(node, level)
        case .sumExpression, .productExpression: return bindArithmetic(node, level)
        case .negative:
            guard let first = nodes.first, let operand = bind(first, level) else { return nil }
            let zero: Value = operand.type.isDuration ? .duration(0) : .integer(0)
            return arithmetic(.subtract, .constant(zero, type: zero.type ?? .integer), operand, at: node.range)
        case .call: return bindCall(node, level)
        case .aggregate, .window, .rate, .ifModifier, .withinModifier, .perModifier, .adjustedModifier:
            guard case .measure(let scope) = level else {
                return measureInRow(node.canonicalText, at: node.range, isRate: node.kind == .rate)
            }
            return bindMeasure(node, scope)
        case .periodRange, .relativePeriod:
            return fail(
                "period-as-value", at: node.range,
                "the period `\(node.canonicalText)` stands behind `in` or a comparison with a time")
        default: return nil  // The parser has said what is missing.
        }
    }

    /// A dimension or a column of an earlier result named by the text of the expression that made it. Definitions know none;
    /// the stages of a view know their own.
    private func bindByText(_ node: SyntaxNode, _ level: Level) -> BoundExpression? {
        guard node.kind != .name, node.kind != .literal, openDefinitions.last?.isView ?? true else { return nil }
        switch level {
        case .measure(let scope):
            if node.kind == .call || node.kind == .comparison || node.kind == .sumExpression {
                return scope.dimension(node.canonicalText)
            }
            return nil
        case .row(let scope):
            guard scope.dataSet == nil, let index = scope.fields.firstIndex(where: { $0.name == node.canonicalText })
            else { return nil }
            return scope.column(index)
        }
    }

    // MARK: - Conditions

    /// Binds an expression that must be true or false; a time counts as "is known".
    func bindCondition(_ node: SyntaxNode, _ level: Level) -> BoundExpression? {
        guard let bound = bind(node, level) else { return nil }
        return condition(bound, node, level.rows)
    }

    func condition(_ bound: BoundExpression, _ node: SyntaxNode, _ rows: RowScope) -> BoundExpression? {
        if bound.type == .boolean { return bound }
        if bound.type.isTemporal { return BoundExpression(.isKnown(bound), .boolean) }
        let text = node.canonicalText
        let message = "expected a condition, found \(bound.type.description): `\(text)`"
        if let spelling = timeLying(in: node, rows) {
            return fail(
                "not-a-condition", at: node.range, message, advice: "a time lies in it: `\(spelling)`",
                fixIts: [.writing(spelling, at: node.range)])
        }
        return fail(
            "not-a-condition", at: node.range, message,
            advice: bound.type == .text ? "compare it: `\(text) = \"…\"`" : "compare it: `\(text) > …`")
    }

    /// `a or b` of conditions is a condition; of values it is "a, or b where a is missing".
    private func bindOr(_ node: SyntaxNode, _ level: Level) -> BoundExpression? {
        let nodes = node.nodes
        let parts = nodes.compactMap { bind($0, level) }
        guard parts.count == nodes.count else { return nil }
        let conditions = parts.count { $0.type == .boolean }
        if conditions == parts.count { return BoundExpression(.or(parts), .boolean) }
        guard conditions == 0 else {
            let index = parts.firstIndex { $0.type != .boolean } ?? 0
            return fail(
                "mixed-or", at: nodes[index].range,
                "`or` joins two conditions or two values; `\(nodes[index].canonicalText)` is \(parts[index].type.description)",
                advice: "compare it, or test `is known`")
        }
        return coalesce(parts, at: node.range)
    }

    func coalesce(_ parts: [BoundExpression], at range: SourceRange) -> BoundExpression? {
        guard let type = commonType(parts.map { ($0, range) }) else { return nil }
        return BoundExpression(.coalesce(parts.map { converted($0, to: type) }), type)
    }

    // MARK: - Types

    /// The type that several expressions have in common; constants that are missing fit all.
    func commonType(_ parts: [(expression: BoundExpression, range: SourceRange)]) -> DataType? {
        var common: DataType?
        for (expression, range) in parts {
            if expression.constantValue == .missing { continue }
            guard let current = common else {
                common = expression.type
                continue
            }
            guard let joined = join(current, expression.type) else {
                return fail(
                    "mixed-types", at: range,
                    "\(current.description) and \(expression.type.description) do not mix here")
            }
            common = joined
        }
        return common ?? .boolean
    }

    func join(_ left: DataType, _ right: DataType) -> DataType? {
        if left == right { return left }
        if left.isTemporal, right.isTemporal { return .time }
        if left.isDuration, right.isDuration { return .meanDuration }
        if left.isFraction, right.isFraction { return .percent }
        let numbers: Set<DataType> = [.integer, .number, .percent, .points, .rate, .share]
        if numbers.contains(left), numbers.contains(right) { return .number }
        return nil
    }

    /// The expression in another type of the same family; constants are converted here and now.
    func converted(_ expression: BoundExpression, to type: DataType) -> BoundExpression {
        if expression.type == type { return expression }
        if let value = expression.constantValue {
            switch (value, type) {
            case (.missing, _): return .constant(.missing, type: type)
            case (.integer(let number), .number): return .constant(.number(Double(number)), type: type)
            case (.integer(let number), .percent): return .constant(.percent(Double(number)), type: type)
            case (.number(let number), .percent): return .constant(.percent(number), type: type)
            case (.percent(let number), .number): return .constant(.number(number), type: type)
            case (.duration(let length), .meanDuration): return .constant(.meanDuration(Double(length)), type: type)
            case (.date(let time), .time): return .constant(.time(time), type: type)
            default: break
            }
        }
        return BoundExpression(.convert(expression), type)
    }

    /// The first instant of a bucket of the calendar, where a time is wanted.
    func start(of period: BoundExpression) -> BoundExpression {
        period.constantValue == nil ? BoundExpression(.call(.periodStart, [period]), .time) : moment(period)
    }

    // MARK: - Calls

    private func bindCall(_ node: SyntaxNode, _ level: Level) -> BoundExpression? {
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
            let number = Int(node.nodes[1].text),
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
