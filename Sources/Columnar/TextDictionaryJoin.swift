/// A dictionary that is copied together from runs of values of others.
///
/// Its memory is there little by little, so that it can be what the others have released.
package struct TextDictionaryJoin: ~Copyable {
    private var bytes: LargeMemory<UInt8>
    private var offsets: LargeMemory<Int>
    /// The number of values so far; also the last code.
    package private(set) var count = 0
    private var byteCount = 0

    /// Room for so many values of so many bytes together at most.
    package init(values: Int, byteCount: Int) {
        bytes = LargeMemory(gradually: byteCount)
        offsets = LargeMemory(gradually: values + 1)
        offsets.prepare(1)
        offsets.base[0] = 0
    }

    deinit {
        bytes.free(touched: byteCount)
        offsets.free(touched: count + 1)
    }

    /// Appends values that follow each other elsewhere, of which there is at least one; each gets the next code.
    /// - Parameter starts: where the values begin in `texts` and, one further, end.
    package mutating func append(
        _ texts: UnsafePointer<UInt8>, _ starts: UnsafePointer<Int>, count values: Int
    ) {
        let first = starts[0]
        let length = starts[values] &- first
        bytes.prepare(byteCount &+ length)
        offsets.prepare(count &+ values &+ 1)
        (bytes.base + byteCount).update(from: texts + first, count: length)
        let (ends, moved) = (offsets.base + count, byteCount &- first)
        var value = 1
        while value <= values {
            ends[value] = starts[value] &+ moved
            value &+= 1
        }
        count &+= values
        byteCount &+= length
    }

    package consuming func build() -> TextDictionary {
        let dictionary = TextDictionary(
            bytes: bytes.buffer(count: byteCount), offsets: offsets.buffer(count: count + 1))
        discard self
        return dictionary
    }
}
