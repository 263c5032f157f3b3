/// Two columns of times that are to be subtracted, as counts of units (see `PackedTimes`): those of `count` rows from the
/// first, or of the listed rows. The difference of two counts `a` and `b` is `(a - b) * unit + offset`; 0 is missing. Where
/// there is nothing on the right, the left ones are differences already, and `b` is 0.
package struct TimeDifference {
    package let left: UnsafePointer<UInt32>
    package let right: UnsafePointer<UInt32>?
    package let rows: UnsafePointer<UInt32>?
    package let count: Int
    /// Milliseconds.
    package let unit: Int64
    package let offset: Int64

    package init(
        left: UnsafePointer<UInt32>, right: UnsafePointer<UInt32>?, rows: UnsafePointer<UInt32>?, count: Int,
        unit: Int64, offset: Int64
    ) {
        (self.left, self.right, self.rows, self.count) = (left, right, rows, count)
        (self.unit, self.offset) = (unit, offset)
    }
}
