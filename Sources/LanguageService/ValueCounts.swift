package import Columnar

/// Values with the number of rows that have each.
package struct ValueCounts: Sendable {
    package let values: Column
    package let counts: [Int]

    package init(values: Column, counts: [Int]) {
        self.values = values
        self.counts = counts
    }
}
