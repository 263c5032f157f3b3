import Columnar
import Semantics

/// How an unknown condition counts.
enum Logic {
    /// It is neither true nor false: for rates and for values.
    case threeValued
    /// It does not hold: for `where`, `having`, `if`.
    case twoValued

    /// What a comparison with a missing operand gives.
    func unknown(_ op: ComparisonOperator) -> UInt8 {
        switch self {
        case .threeValued: Missing.boolean
        case .twoValued: op == .notEqual ? 1 : 0
        }
    }
}
