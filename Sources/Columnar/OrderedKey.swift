/// Maps doubles to integers of the same order and back, so that one selection and sorting code serves both.
package enum OrderedKey {
    /// The key of a known double; NaN must not come here. 0 and -0 are one number and have one key.
    @inline(__always) package static func key(_ value: Double) -> Int64 {
        let bits = Int64(bitPattern: (value + 0.0).bitPattern)
        return bits ^ ((bits >> 63) & Int64.max)
    }

    @inline(__always) package static func number(_ key: Int64) -> Double {
        Double(bitPattern: UInt64(bitPattern: key ^ ((key >> 63) & Int64.max)))
    }
}
