package import Columnar

/// A function of the values of one row: its manual entry, its types, its meaning and, where speed matters, its kernel.
///
/// One function is one file, with one line in `ScalarFunction.all`; help, completion and the reference come from here.
package struct ScalarFunction: Sendable {
    package let name: String
    package let parameters: [Parameter]
    /// The type of the result for given argument types, which fit the parameters.
    package let result: @Sendable ([DataType]) -> DataType
    /// One sentence: what it gives, with units and what missing values do when that is not "missing gives missing".
    package let summary: String
    package let example: String
    /// The meaning: one row at a time. Arguments are known (not missing).
    package let evaluate: @Sendable ([Value]) -> Value
    /// A faster way for whole batches; nil where the meaning above is fast enough (text runs on dictionaries).
    package let kernel: @Sendable (KernelContext) -> ScalarKernel?
    /// What alone of its one argument, a time, a function with a kernel depends on; nil when that is all of it.
    package let timePart: TimePart?

    /// What the function divides its one argument by, a duration, in milliseconds; nil when it does something else.
    package let unit: Int64?

    package init(
        _ name: String, _ parameters: [Parameter], result: @escaping @Sendable ([DataType]) -> DataType,
        summary: String, example: String, timePart: TimePart? = nil, unit: Int64? = nil,
        kernel: @escaping @Sendable (KernelContext) -> ScalarKernel? = { _ in nil },
        evaluate: @escaping @Sendable ([Value]) -> Value
    ) {
        self.name = name
        self.parameters = parameters
        self.result = result
        self.summary = summary
        self.example = example
        self.evaluate = evaluate
        self.kernel = kernel
        self.timePart = timePart
        self.unit = unit
    }

    /// A part of a time that columns keep as narrow codes.
    package enum TimePart: Sendable {
        case day
        /// The hour of the day.
        case hour
    }

    package struct Parameter: Sendable {
        package let name: String
        package let kind: Kind
        package let isOptional: Bool
        /// Takes all further arguments.
        package let repeats: Bool

        package init(_ name: String, _ kind: Kind, isOptional: Bool = false, repeats: Bool = false) {
            self.name = name
            self.kind = kind
            self.isOptional = isOptional
            self.repeats = repeats
        }
    }

    /// The types that a parameter takes.
    package enum Kind: String, Sendable {
        case time = "a time"
        case duration = "a duration"
        case number = "a number"
        case text = "text"
        /// Numbers, durations and fractions.
        case quantity = "a number or a duration"

        package func accepts(_ type: DataType) -> Bool {
            switch self {
            case .time: type.isTemporal
            case .duration: type.isDuration
            case .number: type == .integer || type == .number || type.isFraction
            case .text: type == .text
            case .quantity: type == .integer || type == .number || type.isDuration || type.isFraction
            }
        }
    }

    /// `bucket(x, edge, …)`
    package var signature: String {
        let names = parameters.map { parameter in
            parameter.repeats ? "\(parameter.name), …" : parameter.isOptional ? "[\(parameter.name)]" : parameter.name
        }
        return "\(name)(\(names.joined(separator: ", ")))"
    }
}
