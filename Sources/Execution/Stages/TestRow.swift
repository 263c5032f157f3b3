import Columnar
import Functions

/// One line of a significance test's result.
struct TestRow {
    let dimension: String
    let value: String
    let n: Int
    let shown: Value
    var effect: String?
    var p = Double.nan
    /// p after Holm's adjustment for the other tests of its family.
    var adjusted = Double.nan
    var outcome: TestOutcome?
    /// Whether the row stands for its dimension among several.
    var isMain = false

    static let noEffect = "none shown"

    init(dimension: String, value: String, n: Int, shown: Value) {
        self.dimension = dimension
        self.value = value
        self.n = n
        self.shown = shown
    }

    /// - Parameter nothing: why there is no outcome.
    mutating func finish(_ found: TestOutcome?, nothing: String) {
        outcome = found
        p = found?.p ?? .nan
        effect = found.map { TestRow.words($0, p: $0.p) } ?? nothing
    }

    /// `small`, `large rise`
    static func words(_ outcome: TestOutcome, p: Double) -> String {
        guard let strength = outcome.strength(p: p) else { return noEffect }
        let isTrend =
            outcome.isDirected && outcome.measure.hasSuffix("delta") == false && outcome.measure != "Hedges' g"
        return isTrend ? "\(strength) \(outcome.size > 0 ? "rise" : "fall")" : strength
    }

    var assumptions: String {
        guard let outcome else { return "" }
        let far = outcome.p == 0 ? ["p is too small for a number"] : []
        let cautions = (outcome.cautions + far).map { "; caution: \($0)" }
        return outcome.assumptions.joined(separator: ", ") + cautions.joined()
    }

    var values: [Value] {
        func number(_ value: Double?) -> Value { Value(number: value ?? .nan, type: .number) }
        func text(_ value: String?) -> Value { value.map(Value.text) ?? .missing }
        return [
            .text(dimension), .text(value), text(effect), number(outcome?.size), number(outcome?.low),
            number(outcome?.high), number(p), number(adjusted), .integer(Int64(n)), shown, text(outcome?.test),
            text(outcome?.measure), number(outcome?.statistic), number(outcome?.freedom), number(outcome?.errorFreedom),
            outcome == nil ? .missing : .text(assumptions),
        ]
    }
}
