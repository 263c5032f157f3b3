package import Columnar

/// The known values of an operand in one morsel of rows, in their order, each with its group.
package final class CollectedPart: @unchecked Sendable {
    /// The place of the morsel among all of them.
    package let index: Int
    package let groups: Buffer<UInt32>
    /// Integers as they are, doubles as `OrderedKey`, dictionary codes and Booleans as numbers.
    package let keys: Buffer<Int64>
    /// How many of the places are taken; one thread writes a part, and nobody after it is full.
    package var count = 0

    package init(index: Int, capacity: Int) {
        self.index = index
        groups = Buffer(uninitialized: capacity)
        keys = Buffer(uninitialized: capacity)
    }
}
