package import Columnar

/// `why`: the change of a ratio between two sets of rows, taken apart by each of some dimensions.
package struct WhyStage: Sendable {
    /// One grouped stage a dimension, with the ratio's parts on both sides as items: numerator and denominator before, then
    /// after. A rate is one item a side.
    package let parts: [GroupedStage]
    /// The measure as the query spells it.
    package let measure: String
    /// The type of the ratio, of its changes and of its effects.
    package let type: DataType
    /// What the columns of the two sides are called.
    package let before: String
    package let after: String

    package init(parts: [GroupedStage], measure: String, type: DataType, before: String, after: String) {
        self.parts = parts
        self.measure = measure
        self.type = type
        self.before = before
        self.after = after
    }

    /// The columns of the result.
    package var fields: [Field] {
        let effect: DataType = type == .rate ? .points : type
        return [
            Field(name: "dimension", type: .text), Field(name: "value", type: .text),
            Field(name: "n \(before)", type: .integer), Field(name: "n \(after)", type: .integer),
            Field(name: "\(measure) \(before)", type: type), Field(name: "\(measure) \(after)", type: type),
            Field(name: "mix effect", type: effect), Field(name: "rate effect", type: effect),
            Field(name: "effect", type: effect),
        ]
    }
}
