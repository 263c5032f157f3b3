import Columnar
import Syntax

/// Where names and measures get their values from: a row of a table, or a cell of a grouped result.
protocol ReferenceScope {
    var script: ReferenceScript { get }
    /// The table whose rows are read; its end is "now".
    var table: ReferenceTable { get }

    /// What a name stands for here before definitions are asked.
    func own(_ name: String) throws -> ReferenceMeaning?
    /// What a name stands for when nothing defines it.
    func column(_ name: String) throws -> ReferenceMeaning?
    /// The value of a measure; an error for rows.
    func measure(_ node: SyntaxNode, _ arguments: [String: ReferenceMeaning]) throws -> (Value, ReferenceKind)
    /// The value that is known under the whole text of an expression, if any.
    func named(text: String) -> ReferenceMeaning?
}

/// A name's value, or the expression that gives it.
enum ReferenceMeaning {
    case value(Value, ReferenceKind)
    /// An expression, and the arguments of the definition in whose body it stands.
    case expression(SyntaxNode, [String: ReferenceMeaning])
}

/// A row.
struct ReferenceRowScope: ReferenceScope {
    let script: ReferenceScript
    let table: ReferenceTable
    let row: [Value]
    /// The labels of `list` that may be used, in lower case.
    var labels: [String: SyntaxNode] = [:]

    func own(_ name: String) throws -> ReferenceMeaning? {
        if let item = labels[name.lowercased()] { return .expression(item, [:]) }
        return table.isData ? nil : cell(name)
    }

    func column(_ name: String) throws -> ReferenceMeaning? {
        if name.lowercased() == "as_of" {
            guard let asOf = table.asOf else { return .value(.missing, .time) }
            return .value(.time(asOf.isDateOnly ? asOf.day : asOf.day + Milliseconds.day), .time)
        }
        return cell(name)
    }

    private func cell(_ name: String) -> ReferenceMeaning? {
        table.column(name).map { .value(row[$0], table.columns[$0].kind) }
    }

    func measure(_ node: SyntaxNode, _ arguments: [String: ReferenceMeaning]) throws -> (Value, ReferenceKind) {
        throw ReferenceError("a row has no measure `\(node.text)`")
    }

    /// A later stage finds a column by the text of the expression that made it.
    func named(text: String) -> ReferenceMeaning? {
        guard !table.isData, let index = table.columns.firstIndex(where: { $0.name == text }) else { return nil }
        return .value(row[index], table.columns[index].kind)
    }
}
