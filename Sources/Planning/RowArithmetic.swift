import Columnar
import Semantics

/// Arithmetic of single values; the binder has made the operands fit each other.
enum RowArithmetic {
    static func apply(_ op: ArithmeticOperator, _ left: Value, _ right: Value, type: DataType) -> Value {
        if type.physical == .integers {
            guard let a = left.integer, let b = right.integer else { return .missing }
            let (result, overflow): (Int64, Bool) =
                switch op {
                case .add: a.addingReportingOverflow(b)
                case .subtract: a.subtractingReportingOverflow(b)
                case .multiply: a.multipliedReportingOverflow(by: b)
                case .divide: (0, true)
                }
            return overflow ? .missing : Value(integer: result, type: type)
        }
        guard let a = left.number, let b = right.number else { return .missing }
        let result: Double =
            switch op {
            case .add: a + b
            case .subtract: a - b
            case .multiply: a * b
            case .divide: b == 0 ? .nan : a / b
            }
        return Value(number: result, type: type)
    }

    static func convert(_ value: Value, to type: DataType) -> Value {
        if value.isMissing { return .missing }
        switch type.physical {
        case .integers: return value.integer.map { Value(integer: $0, type: type) } ?? .missing
        case .numbers: return value.number.map { Value(number: $0, type: type) } ?? .missing
        default: return value
        }
    }
}
