import Columnar
import Syntax

/// Computes an expression from its syntax tree for one row or one cell: the plainest reading of LANGUAGE.md.
struct ReferenceEvaluator {
    let scope: any ReferenceScope
    /// The arguments of the definition whose body this is.
    var arguments: [String: ReferenceMeaning] = [:]

    /// The value, conditions with their unknown rows.
    func value(_ node: SyntaxNode) throws -> Value { try evaluate(node).0 }

    func kind(_ node: SyntaxNode) throws -> ReferenceKind { try evaluate(node).1 }

    /// The value and the kind, which is there also where the value is missing.
    func evaluate(_ node: SyntaxNode) throws -> (Value, ReferenceKind) {
        if node.kind != .name, node.kind != .literal,
            case .value(let value, let kind)? = scope.named(text: node.canonicalText)
        {
            return (value, kind)
        }
        switch node.kind {
        case .literal: return try literal(node)
        case .parenthesized: return try evaluate(node.nodes[0])
        case .name: return try name(node)
        case .call where node.text(node.firstToken).lowercased() == "correlation":
            return try scope.measure(node, arguments)
        case .call: return try call(node)
        case .sumExpression, .productExpression: return try arithmetic(node)
        case .negative: return try negative(node)
        case .orExpression: return try disjunction(node)
        case .andExpression: return (try conjunction(node.nodes.map(condition)), .condition)
        case .notExpression:
            let operand = try condition(node.nodes[0])
            return (operand == .missing ? .missing : .boolean(operand == .boolean(false)), .condition)
        case .comparison, .membership, .betweenExpression, .textTest, .missingTest:
            return (try test(node), .condition)
        case .aggregate, .window, .rate, .ifModifier, .withinModifier, .perModifier, .adjustedModifier:
            return try scope.measure(node, arguments)
        default: throw ReferenceError("the reference does not know \(node.kind): `\(node.text)`")
        }
    }

    // MARK: - Conditions

    /// True, false or missing (unknown); a time in a condition's place says whether it is known.
    func condition(_ node: SyntaxNode) throws -> Value {
        let (value, kind) = try evaluate(node)
        switch kind {
        case .condition, .anything: return value
        case .time: return .boolean(value != .missing)
        default: throw ReferenceError("`\(node.text)` is no condition")
        }
    }

    /// The two-valued reading, for `where`, `having`, `if`, `case`: a comparison with a missing operand is false (`!=` and
    /// `not in`: true), and `not` is the exact complement.
    func isTrue(_ node: SyntaxNode) throws -> Bool {
        switch node.kind {
        case .parenthesized: return try isTrue(node.nodes[0])
        case .andExpression: return try node.nodes.allSatisfy(isTrue)
        case .orExpression: return try node.nodes.contains(where: isTrue)
        case .notExpression: return try !isTrue(node.nodes[0])
        case .comparison, .membership:
            let value = try condition(node)
            let isNegative = node.tokens.contains { $0.kind == .notEqual } || node.has(.not)
            return value == .missing ? isNegative : value == .boolean(true)
        case .name:
            if let (body, inner) = try definition(node) { return try inner.isTrue(body) }
            return try condition(node) == .boolean(true)
        case .call:
            if let (body, inner) = try definition(node) { return try inner.isTrue(body) }
            return try condition(node) == .boolean(true)
        default: return try condition(node) == .boolean(true)
        }
    }

    /// Three-valued `and` (Kleene).
    private func conjunction(_ parts: [Value]) -> Value {
        if parts.contains(.boolean(false)) { return .boolean(false) }
        return parts.contains(.missing) ? .missing : .boolean(true)
    }

    /// `or` of conditions (Kleene), or the first known value.
    private func disjunction(_ node: SyntaxNode) throws -> (Value, ReferenceKind) {
        let parts = try node.nodes.map(evaluate)
        if parts.allSatisfy({ $0.1 == .condition }) {
            if parts.contains(where: { $0.0 == .boolean(true) }) { return (.boolean(true), .condition) }
            return (parts.contains { $0.0 == .missing } ? .missing : .boolean(false), .condition)
        }
        return coalesced(parts)
    }

    /// The first known of some values, in the kind that all have in common.
    func coalesced(_ parts: [(Value, ReferenceKind)]) -> (Value, ReferenceKind) {
        let kind = parts.map(\.1).reduce(ReferenceKind.anything) { $0.joined($1) }
        return (parts.map(\.0).first { !$0.isReferenceMissing } ?? .missing, kind)
    }

    // MARK: - Names

    private func name(_ node: SyntaxNode) throws -> (Value, ReferenceKind) {
        if let (body, inner) = try definition(node) { return try inner.evaluate(body) }
        let name = node.unquoted(node.firstToken)
        for meaning in [arguments[name.lowercased()], try scope.own(name), script(name), try scope.column(name)] {
            switch meaning {
            case .value(let value, let kind)?: return (value, kind)
            case .expression(let body, let arguments)?:
                return try ReferenceEvaluator(scope: scope, arguments: arguments).evaluate(body)
            case nil: continue
            }
        }
        throw ReferenceError("the reference knows no `\(name)`")
    }

    private func script(_ name: String) -> ReferenceMeaning? {
        guard case .param(let value)? = scope.script.definitions[name.lowercased()] else { return nil }
        return .value(value, ReferenceKind(of: value))
    }

    /// The body of the definition that a name or call stands for, and the evaluator that reads it.
    func definition(_ node: SyntaxNode) throws -> (SyntaxNode, ReferenceEvaluator)? {
        let name = node.unquoted(node.firstToken).lowercased()
        if node.kind == .name, let own = try arguments[name] ?? scope.own(name) {
            guard case .expression(let body, let arguments) = own else { return nil }
            return (body, ReferenceEvaluator(scope: scope, arguments: arguments))
        }
        switch scope.script.definitions[name] {
        case .define(let parameters, let body)?:
            var bound: [String: ReferenceMeaning] = [:]
            if node.kind == .call {
                for (parameter, argument) in zip(parameters, node.nodes) {
                    bound[parameter] = .expression(argument, arguments)
                }
            }
            return (body, ReferenceEvaluator(scope: scope, arguments: bound))
        case .measure(let body)? where node.kind == .name: return (body, ReferenceEvaluator(scope: scope))
        default: return nil
        }
    }
}

extension ReferenceKind {
    init(of value: Value) {
        self =
            switch value {
            case .missing: .anything
            case .boolean: .condition
            case .integer: .integer
            case .number: .number
            case .percent, .rate, .share: .fraction
            case .text: .text(.codePoint)
            case .time, .date: .time
            case .duration, .meanDuration: .duration
            case .period(let period): .period(period.grain)
            case .point: .anything
            }
    }
}
