import Columnar
import Semantics

/// The forms of time columns that make computing with them fast.
extension ExpressionCompiler {
    /// The difference of two time columns in 32 bits, or both of them; asked of the columns once a query.
    func packedTimes(
        _ difference: BoundExpression, _ left: BoundExpression, _ right: BoundExpression
    ) -> (PackedTimes, PackedTimes?)? {
        guard left.type.isTemporal, right.type.isTemporal, let a = column(left), let b = column(right) else {
            return nil
        }
        let key = key(difference, .threeValued)
        if let known = packed[key] { return known }
        var made: (PackedTimes, PackedTimes?)?
        if let difference = a.difference(from: b, threads: threads) {
            made = (difference, nil)
        } else if let first = a.packedTimes(threads: threads), let second = b.packedTimes(threads: threads) {
            made = (first, second)
        }
        packed[key] = .some(made)
        return made
    }

    /// Whether times are missing, by the narrowest form of them that is there; nil where they are best asked themselves.
    func missingTest(_ operand: BoundExpression, isMissing: Bool) -> VectorExpression? {
        guard let column = column(operand) else { return nil }
        let key = key(operand, .threeValued)
        let (packed, codes) = testedForms[key] ?? column.formsForTests(threads: threads)
        testedForms[key] = (packed, codes)
        if let packed { return PackedMissingTest(packed, isMissing: isMissing, capacity: capacity) }
        return codes.map { TimeTables.missingTest(isMissing: isMissing, $0, capacity: capacity) }
    }

    /// The column that an expression is, read as another type of the same form at most.
    private func column(_ expression: BoundExpression) -> Column? {
        switch expression.kind {
        case .column(let reference): resolve(reference)
        case .convert(let operand) where operand.type.physical == expression.type.physical: column(operand)
        default: nil
        }
    }

    func timeCodes(_ expression: BoundExpression) -> TimeCodes? { column(expression)?.timeCodes(threads: threads) }
}
