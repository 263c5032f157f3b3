package import Columnar

/// The state of one aggregate for all groups of a query.
///
/// Contract, per group: `update` folds known values and skips missing ones; `merge` adds the state of another
/// accumulator of the same kind, whose group *g* becomes group `mapping[g]` here; `finish` gives one value a group.
/// Updating in parts and merging gives what one pass would have given, to the last digit: that is what threads, totals,
/// `others` and cross-tab margins stand on.
package protocol Accumulator: AnyObject {
    func update(groups: UnsafePointer<UInt32>, values: Vector?, count: Int)
    /// The same for groups that are narrow codes, where that is faster; false, and nothing is done, where it is not.
    func update(groups: NarrowGroups, values: Vector?, count: Int) -> Bool
    func merge(_ other: any Accumulator, mapping: [UInt32])
    func finish() -> Column
    /// How many rows were skipped because the operand was missing.
    var leftOut: Int { get }
    /// An accumulator of the same kind without rows.
    func empty(groupCount: Int) -> any Accumulator
}

/// An accumulator that takes values of a group that have been added up, as `DifferenceSums` does.
package protocol SummedAccumulator: Accumulator {
    /// - Parameters:
    ///   - known: how many values the sum has.
    ///   - missing: how many other rows of the group there were.
    func add(group: Int, sum: Int128, known: Int64, missing: Int64)
}

extension Accumulator {
    package func update(groups: NarrowGroups, values: Vector?, count: Int) -> Bool { false }
}
