import Columnar

@testable import Execution

/// Whether two expressions of whole numbers give the same for the rows of a batch.
func giveTheSame(_ one: VectorExpression, _ other: VectorExpression, _ batch: Batch) -> Bool {
    guard case .integers(let expected) = one.evaluate(batch).storage,
        case .integers(let found) = other.evaluate(batch).storage
    else { return false }
    return (0..<batch.count).allSatisfy { expected[$0] == found[$0] }
}
