/// How values lie in memory. A missing value is a reserved value of each form, so that kernels need no second array.
public enum PhysicalType: Hashable, Sendable {
    /// `UInt8`: 0 false, 1 true, 2 missing.
    case bytes
    /// `Int64`: `Int64.min` is missing.
    case integers
    /// `Double`: NaN is missing.
    case numbers
    /// Dictionary codes of 8, 16 or 32 bits: 0 is missing, value *i* of the dictionary has the code *i* + 1.
    case codes
    /// Two `Double` arrays: NaN in the first is missing.
    case pairs
}
