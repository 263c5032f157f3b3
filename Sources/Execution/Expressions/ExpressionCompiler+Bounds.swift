import Columnar
import Functions
import Planning
import Semantics

extension ExpressionCompiler {
    /// The range within which the values of an expression in integer form lie; nil when it is not known.
    func bounds(_ expression: BoundExpression) -> ClosedRange<Int64>? {
        guard expression.type.physical == .integers else { return nil }
        switch expression.kind {
        case .column(let reference): return resolve(reference).bounds
        case .constant(let value): return value.integer.map { $0...$0 }
        case .convert(let operand): return bounds(operand)
        case .period(let grain, let operand):
            return bounds(operand).map { times in
                Int64(
                    Period.ordinal(of: grain, at: times.lowerBound))...Int64(
                        Period.ordinal(of: grain, at: times.upperBound))
            }
        case .call(let function, let arguments):
            if case .integers(let bounds, _)? = kernel(expression, function, arguments) { return bounds }
            return nil
        case .arithmetic(.add, let left, let right):
            guard let a = bounds(left), let b = bounds(right) else { return nil }
            let (low, lowOverflow) = a.lowerBound.addingReportingOverflow(b.lowerBound)
            let (high, highOverflow) = a.upperBound.addingReportingOverflow(b.upperBound)
            return lowOverflow || highOverflow ? nil : low...high
        case .conditional(let branches, let otherwise):
            let all = (branches.map(\.value) + [otherwise]).filter { $0.constantValue != .missing }.map(bounds)
            let known = all.compactMap { $0 }
            guard known.count == all.count, let low = known.map(\.lowerBound).min(),
                let high = known.map(\.upperBound).max()
            else { return nil }
            return low...high
        default: return nil
        }
    }
}
