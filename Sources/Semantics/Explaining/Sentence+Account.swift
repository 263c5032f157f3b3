import Columnar

/// The words of an account.
extension Sentence {
    /// `rows where late is true and district is "5"`; `all rows` without any condition.
    func rowsWhere(_ conditions: BoundExpression?...) -> String {
        rowsWhere(conditions.compactMap(\.self).flatMap(parts).filter { !isRemoved($0) }, "")
    }

    /// The same with one more condition, in words.
    func rowsWhere(_ condition: BoundExpression?, _ words: String) -> String {
        rowsWhere(condition.map { parts($0).filter { !isRemoved($0) } } ?? [], words)
    }

    private func rowsWhere(_ conditions: [BoundExpression], _ words: String) -> String {
        let all = (conditions.isEmpty ? [] : [condition(.all(conditions))]) + (words.isEmpty ? [] : [words])
        return all.isEmpty ? "all rows" : "rows where \(all.joined(separator: " and "))"
    }

    /// Whether a value is known, in words.
    func known(_ operand: BoundExpression) -> String {
        isWhole(operand) ? "\(value(operand)) is known" : "it is known whether \(condition(operand))"
    }

    func missing(_ operand: BoundExpression) -> String {
        isWhole(operand) ? "\(value(operand)) is missing" : "it is not known whether \(condition(operand))"
    }

    private func isWhole(_ operand: BoundExpression) -> Bool {
        if case .column = operand.kind { return true }
        return operand.type != .boolean || name(of: operand) != nil
    }

    /// What a name or an expression over rows stands for: a definition's own words instead of its name.
    func meaning(_ operand: BoundExpression) -> String {
        let own = Sentence(definitions.filter { $0.meaning.description != operand.description })
        return operand.type == .boolean ? "whether \(own.condition(operand))" : own.value(operand)
    }
}
