/// Some rows of a table: either a run of them, or the listed ones in ascending order.
struct Batch {
    /// The first row of a run; unused when `rows` is set.
    let start: Int
    let count: Int
    let rows: UnsafePointer<UInt32>?

    @inline(__always) func row(_ index: Int) -> Int { rows.map { Int($0[index]) } ?? start + index }
}
