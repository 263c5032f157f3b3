/// Maps doubles to integers of the same order and back, so that one selection and sorting code serves both.
public enum OrderedKey {
    /// The key of a known double; NaN must not come here. 0 and -0 are one number and have one key.
    @inlinable @inline(__always) public static func key(_ value: Double) -> Int64 {
        let bits = Int64(bitPattern: (value + 0.0).bitPattern)
        return bits ^ ((bits >> 63) & Int64.max)
    }

    @inlinable @inline(__always) public static func number(_ key: Int64) -> Double {
        Double(bitPattern: UInt64(bitPattern: key ^ ((key >> 63) & Int64.max)))
    }
}
