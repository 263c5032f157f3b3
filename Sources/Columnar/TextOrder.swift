/// The natural order of a dictionary's values.
package enum TextOrder: Hashable, Sendable {
    /// By Unicode code point, which for UTF-8 is the order of the bytes.
    case codePoint
    /// Values that are numbers first and by size, then the rest by code point: `ordered` categories.
    case numeric
    /// The order of the dictionary itself: weekdays, months, buckets.
    case declared
}
