import Columnar
import Syntax

extension ReferenceEvaluator {
    /// A comparison or test: true, false, or missing where an operand is.
    func test(_ node: SyntaxNode) throws -> Value {
        let nodes = node.nodes
        switch node.kind {
        case .comparison:
            guard let sign = node.tokens.first else { throw ReferenceError("no operator in `\(node.text)`") }
            return try compare(node.text(sign), nodes[0], nodes[1])
        case .betweenExpression:
            return and(try compare(">=", nodes[0], nodes[1]), try compare("<=", nodes[0], nodes[2]))
        case .missingTest:
            return .boolean(try value(nodes[0]).isReferenceMissing == node.has(.missing))
        case .textTest: return try textTest(node)
        default: return try membership(node)
        }
    }

    private func and(_ left: Value, _ right: Value) -> Value {
        if left == .boolean(false) || right == .boolean(false) { return .boolean(false) }
        return left == .missing || right == .missing ? .missing : .boolean(true)
    }

    private func negated(_ value: Value) -> Value {
        if case .boolean(let flag) = value { .boolean(!flag) } else { .missing }
    }

    private func compare(_ op: String, _ leftNode: SyntaxNode, _ rightNode: SyntaxNode) throws -> Value {
        let (left, leftKind) = try evaluate(leftNode)
        let (right, rightKind) = try evaluate(rightNode)
        if left.isReferenceMissing || right.isReferenceMissing { return .missing }
        // The period stands on the right.
        if try isTimeLike(leftKind), let range = try stretch(rightNode, right) {
            return compare(op, left, leftKind, range)
        }
        if try isTimeLike(rightKind), let range = try stretch(leftNode, left) {
            let swapped = ["<": ">", "<=": ">=", ">": "<", ">=": "<="][op] ?? op
            return compare(swapped, right, rightKind, range)
        }
        if leftKind.isText || rightKind.isText { return try compareTexts(op, left, right, leftKind, rightKind) }
        return holds(op, leftKind.joined(rightKind).order(left, right))
    }

    private func isTimeLike(_ kind: ReferenceKind) throws -> Bool {
        if case .period = kind { return true }
        return kind == .time
    }

    private func holds(_ op: String, _ order: Int) -> Value {
        switch op {
        case "=": .boolean(order == 0)
        case "!=": .boolean(order != 0)
        case "<": .boolean(order < 0)
        case "<=": .boolean(order <= 0)
        case ">": .boolean(order > 0)
        default: .boolean(order >= 0)
        }
    }

    // MARK: - Text

    private func compareTexts(
        _ op: String, _ left: Value, _ right: Value, _ leftKind: ReferenceKind, _ rightKind: ReferenceKind
    ) throws -> Value {
        let (a, b) = (try text(left), try text(right))
        if op == "~" { return .boolean(folded(a) == folded(b)) }
        if op == "=" { return .boolean(Array(a.utf8) == Array(b.utf8)) }
        if op == "!=" { return .boolean(Array(a.utf8) != Array(b.utf8)) }
        let kind = leftKind.isText ? leftKind : rightKind
        return holds(op, kind.order(.text(a), .text(b)))
    }

    /// A number against a text means its canonical spelling.
    private func text(_ value: Value) throws -> String {
        switch value {
        case .text(let text): return text
        case .integer(let number): return String(number)
        case .number(let number): return number == number.rounded() ? String(Int64(number)) : "\(number)"
        default: throw ReferenceError("\(value) is no text")
        }
    }

    /// Without case and accents, for the letters that the test data uses.
    private func folded(_ text: String) -> String {
        let plain: [Character: String] = [
            "ä": "a", "ö": "o", "ü": "u", "é": "e", "è": "e", "ñ": "n", "å": "a", "ç": "c",
        ]
        return text.lowercased().map { plain[$0] ?? String($0) }.joined()
    }

    private func textTest(_ node: SyntaxNode) throws -> Value {
        let operand = try value(node.nodes[0])
        guard operand != .missing else { return .missing }
        let (text, pattern) = (Array(try text(operand).utf8), Array(try text(try value(node.nodes[1])).utf8))
        if node.has(.starts) { return .boolean(Array(text.prefix(pattern.count)) == pattern) }
        if node.has(.ends) {
            return .boolean(text.count >= pattern.count && Array(text.suffix(pattern.count)) == pattern)
        }
        guard node.has(.contains) else { throw ReferenceError("the reference has no `matches`") }
        guard pattern.count <= text.count else { return .boolean(false) }
        return .boolean((0...text.count - pattern.count).contains { Array(text[$0..<$0 + pattern.count]) == pattern })
    }

    // MARK: - Membership

    private func membership(_ node: SyntaxNode) throws -> Value {
        let isNegated = node.has(.not)
        let list = node.nodes[1]
        let found: Value
        if list.kind == .valueList {
            // Equal to one of them.
            let results = try list.nodes.map { try compare("=", node.nodes[0], $0) }
            found =
                results.contains(.boolean(true))
                ? .boolean(true) : results.contains(.missing) ? .missing : .boolean(false)
        } else {
            let (left, kind) = try evaluate(node.nodes[0])
            if left == .missing { return .missing }
            found = compare("=", left, kind, try period(list))
        }
        return isNegated ? negated(found) : found
    }
}
