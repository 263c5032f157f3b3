package import Columnar

/// A computation over the first argument of a batch; all further arguments were constants when it was made.
package enum ScalarKernel: Sendable {
    /// Integer form to integer form, with the bounds of the result where they are known.
    case integers(
        bounds: ClosedRange<Int64>?,
        @Sendable (_ input: UnsafePointer<Int64>, _ output: UnsafeMutablePointer<Int64>, _ count: Int) -> Void)
    /// Integer form to codes of a fixed dictionary.
    case codes(
        TextDictionary,
        @Sendable (_ input: UnsafePointer<Int64>, _ output: UnsafeMutablePointer<UInt32>, _ count: Int) -> Void)
    /// Numbers to codes of a fixed dictionary.
    case numbersToCodes(
        TextDictionary,
        @Sendable (_ input: UnsafePointer<Double>, _ output: UnsafeMutablePointer<UInt32>, _ count: Int) -> Void)
    case integersToNumbers(
        @Sendable (_ input: UnsafePointer<Int64>, _ output: UnsafeMutablePointer<Double>, _ count: Int) -> Void)
    case numbers(
        @Sendable (_ input: UnsafePointer<Double>, _ output: UnsafeMutablePointer<Double>, _ count: Int) -> Void)
}
