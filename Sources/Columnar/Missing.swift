/// The reserved values that stand for "missing" in each physical form. Computed, inlinable and public, so that kernels of
/// other modules see constants: the compiler inlines nothing that is `package` into another module, and a call a row
/// keeps a loop from being vectorized.
public enum Missing {
    @inlinable public static var integer: Int64 { Int64.min }
    @inlinable public static var boolean: UInt8 { 2 }
    @inlinable public static var code: UInt32 { 0 }
    @inlinable public static var number: Double { Double.nan }
}
