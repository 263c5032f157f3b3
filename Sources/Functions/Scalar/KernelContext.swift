package import Columnar

/// What is known when a kernel is made: the arguments' types, constants among them, and the bounds of integer-form ones.
package struct KernelContext: Sendable {
    package let types: [DataType]
    package let constants: [Value?]
    package let bounds: [ClosedRange<Int64>?]

    package init(types: [DataType], constants: [Value?], bounds: [ClosedRange<Int64>?]) {
        self.types = types
        self.constants = constants
        self.bounds = bounds
    }
}
