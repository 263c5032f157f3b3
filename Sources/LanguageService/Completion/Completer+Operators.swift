import Columnar
import Diagnostics
import Semantics
import Syntax

extension Completer {
    /// Behind a value in a condition the comparisons that its type has; behind a condition `and` and `or`.
    mutating func addConditionOperators(else words: [String]) {
        guard let operand = operandBefore() else {
            add(.keyword, words)
            if inCondition { add(.operation, ["and", "or"]) }
            return
        }
        let type = isMeasurePlace ? nil : scope?.bind(operand)?.type
        if inCondition {
            if type == .boolean {
                add(.operation, ["and", "or"])
            } else {
                addComparisons(for: type)
                if type?.isTemporal == true { add(.operation, ["and", "or"]) }
            }
        }
        add(.keyword, words)
    }

    private mutating func addComparisons(for type: DataType?) {
        let operations: [String]
        switch type {
        case .text?:
            operations = [
                "=", "in", "!=", "not in", "contains", "starts with", "ends with", "~", "matches", "is missing",
                "is known",
            ]
        case let type? where type.isTemporal:
            operations = [
                "in", ">=", "<", "between", "not in", "is missing", "is known", ">", "<=", "=", "!=",
            ]
        case .point?: operations = ["is missing", "is known"]
        default: operations = [">=", "<", ">", "<=", "=", "!=", "between", "in", "not in", "is missing", "is known"]
        }
        for operation in operations {
            let entry = ManualEntry.conditions.first { $0.name == operation || $0.aliases.contains(operation) }
            add(
                Completion(
                    .operation, operation, insertion: operation + " ", detail: entry?.syntax,
                    documentation: entry?.summary))
        }
    }

    /// Whether the place lies in a condition: of `where`, `having`, `compare`, or behind `if`.
    private var inCondition: Bool {
        switch place.clause?.kind {
        case .whereClause, .havingClause, .compareClause: return true
        case .showClause:
            return place.path.contains { $0.kind == .ifModifier || $0.kind == .parenthesized }
                || ifModifierBefore != nil
        default: return place.statement?.kind == .defineStatement
        }
    }

    private var ifModifierBefore: SyntaxNode? {
        guard let clause = place.clause, let end = place.previous?.end else { return nil }
        var found: SyntaxNode?
        clause.walk { if $0.kind == .ifModifier, $0.range.end == end { found = $0 } }
        return found
    }

    /// The value that ends right before the place and is not part of a finished comparison; nil when a condition ends
    /// there.
    func operandBefore() -> SyntaxNode? {
        guard let end = place.previous?.end, let top = place.clause ?? place.statement else { return nil }
        var node = top
        while let inner = node.nodes.last(where: { $0.range.end == end && !$0.range.isEmpty }) {
            switch inner.kind {
            case .comparison, .membership, .betweenExpression, .missingTest, .textTest: return nil
            case .name, .call, .parenthesized, .rate, .sumExpression, .productExpression, .aggregate, .window:
                return inner
            case .literal: return nil
            default: node = inner
            }
        }
        return nil
    }
}
