/// What is known of a column's values without a look at them: the largest of those up to a limit that somebody asked for.
package struct Landmark: Sendable, Equatable {
    package let limit: Int64
    package let value: Int64

    package init(limit: Int64, value: Int64) { (self.limit, self.value) = (limit, value) }
}
