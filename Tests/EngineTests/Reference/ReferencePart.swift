import Columnar
import Syntax

/// A column of measures in a grouped result: an item, its other side or change in a comparison, or what `with n` and `with
/// ci` put behind it.
struct ReferencePart {
    let name: String
    /// What the name has beyond the item's.
    var suffix = ""
    var isCompanion = false
    let value: (ReferenceCell) throws -> (Value, ReferenceKind)

    static func all(_ groups: ReferenceGroups) throws -> [ReferencePart] {
        let names = groups.items.isEmpty ? ["count"] : groups.items.map(\.name)
        return try names.enumerated().flatMap { index, name -> [ReferencePart] in
            let base = ReferencePart(name: name) { try groups.item(index, $0) }
            guard let comparison = groups.comparison else { return [base] + companions(groups, index, 0, name) }
            let otherName = "\(name) \(comparison.word)"
            let other = ReferencePart(name: otherName) { try groups.item(index, $0, side: 1) }
            let sides =
                [base] + companions(groups, index, 0, name) + [other] + companions(groups, index, 1, otherName)
            guard try groups.change(index, ReferenceCell(rows: [], column: nil)) != nil else { return sides }
            return sides + [
                ReferencePart(name: "\(name) change") { try groups.change(index, $0) ?? (.missing, .anything) }
            ]
        }
    }

    private static func companions(
        _ groups: ReferenceGroups, _ index: Int, _ side: Int, _ name: String
    ) -> [ReferencePart] {
        let options = groups.stage.all(.withClause).flatMap { $0.nodes(.option) }
        let interval = options.first { $0.has(.ci) }
        guard index < groups.items.count, interval != nil || options.contains(where: { $0.has(.n) }) else { return [] }
        let node = groups.items[index].node
        var parts: [ReferencePart] = []
        func add(_ suffix: String, _ value: @escaping (ReferenceCell) throws -> (Value, ReferenceKind)) {
            parts.append(ReferencePart(name: name + suffix, suffix: suffix, isCompanion: true, value: value))
        }
        if isRate(node, groups) {
            add(" n") { cell in
                let value = try groups.item(index, cell, side: side).0
                if case .rate(_, let count) = value { return (.integer(Int64(count)), .integer) }
                return (.integer(0), .integer)
            }
        }
        guard let interval, let token = interval.token(.percent),
            let percent = Double(interval.text(token).dropLast()), let bounded = ReferenceInterval(node, percent / 100)
        else { return parts }
        for (suffix, isUpper) in [(" low", false), (" high", true)] {
            add(suffix) { cell in
                try bounded.limit(isUpper, groups.scope(cell, items: index, side: side))
            }
        }
        return parts
    }

    /// Whether a measure is a share with a count behind it.
    private static func isRate(_ node: SyntaxNode, _ groups: ReferenceGroups) -> Bool {
        switch node.kind {
        case .rate: return true
        case .parenthesized, .ifModifier: return isRate(node.nodes[0], groups)
        case .window: return node.has(.rolling) && isRate(node.nodes[0], groups)
        case .name:
            let name = node.text.lowercased()
            return groups.items.contains { $0.isLabelled && $0.name.lowercased() == name && isRate($0.node, groups) }
        default: return false
        }
    }
}
