extension BoundExpression {
    /// The expressions right below this one.
    package var children: [BoundExpression] {
        switch kind {
        case .column, .constant: []
        case .arithmetic(_, let left, let right), .comparison(_, let left, let right), .pair(let left, let right):
            [left, right]
        case .textTest(_, let operand, _), .membership(let operand, _, _), .not(let operand), .isMissing(let operand),
            .isKnown(let operand), .convert(let operand), .code(let operand), .period(_, let operand),
            .addMonths(let operand, _):
            [operand]
        case .and(let parts), .or(let parts), .call(_, let parts), .coalesce(let parts): parts
        case .lookup(_, _, let keys): keys
        case .grid(let latitude, let longitude, _): [latitude, longitude]
        case .distance(let places): places
        case .repeats(let keys, let time, _): keys + [time]
        case .conditional(let branches, let otherwise): branches.flatMap { [$0.condition, $0.value] } + [otherwise]
        }
    }

    /// The same expression with its children replaced.
    package func mapChildren(_ transform: (BoundExpression) -> BoundExpression) -> BoundExpression {
        let kind: Kind =
            switch kind {
            case .column, .constant: kind
            case .arithmetic(let op, let left, let right): .arithmetic(op, transform(left), transform(right))
            case .comparison(let op, let left, let right): .comparison(op, transform(left), transform(right))
            case .pair(let left, let right): .pair(transform(left), transform(right))
            case .textTest(let op, let operand, let pattern): .textTest(op, transform(operand), pattern)
            case .membership(let operand, let values, let negated):
                .membership(transform(operand), values, isNegated: negated)
            case .and(let parts): .and(parts.map(transform))
            case .or(let parts): .or(parts.map(transform))
            case .not(let operand): .not(transform(operand))
            case .isMissing(let operand): .isMissing(transform(operand))
            case .isKnown(let operand): .isKnown(transform(operand))
            case .call(let function, let arguments): .call(function, arguments.map(transform))
            case .conditional(let branches, let otherwise):
                .conditional(
                    branches.map { (transform($0.condition), transform($0.value)) }, otherwise: transform(otherwise))
            case .coalesce(let parts): .coalesce(parts.map(transform))
            case .convert(let operand): .convert(transform(operand))
            case .code(let operand): .code(transform(operand))
            case .period(let grain, let operand): .period(grain, transform(operand))
            case .addMonths(let operand, let months): .addMonths(transform(operand), months)
            case .grid(let latitude, let longitude, let side):
                .grid(latitude: transform(latitude), longitude: transform(longitude), side: side)
            case .distance(let places): .distance(places.map(transform))
            case .lookup(let table, let column, let keys): .lookup(table, column: column, keys: keys.map(transform))
            case .repeats(let keys, let time, let within):
                .repeats(keys: keys.map(transform), time: transform(time), within: within)
            }
        return BoundExpression(kind, type)
    }

    /// The same expression with every node rewritten, children first.
    package func rewritten(_ rule: (BoundExpression) -> BoundExpression) -> BoundExpression {
        rule(mapChildren { $0.rewritten(rule) })
    }

    /// Every column that the expression reads.
    package var references: [ColumnReference] {
        if case .column(let reference) = kind { return [reference] }
        return children.flatMap(\.references)
    }

    /// The dimensions of a grouped stage that the expression reads.
    package var dimensions: [Int] {
        references.compactMap { if case .dimension(let index, _) = $0 { index } else { nil } }
    }

    /// Whether the expression reads columns of the stage's input, of which each row has its own value.
    package var readsRows: Bool {
        references.contains {
            switch $0 {
            case .input, .located: true
            case .dimension, .aggregate, .window: false
            }
        }
    }

    /// Whether the value depends on more than the values that the expression reads: on other rows, or on how texts are coded.
    package var isBoundToRows: Bool {
        switch kind {
        case .code, .repeats, .grid: true
        default: children.contains(where: \.isBoundToRows)
        }
    }
}
