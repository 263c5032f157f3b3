import CKernels
import Columnar

/// Puts keys in order.
enum SortedKeys {
    /// Fewer are sorted sooner by comparing them.
    private static let minimumCount = 512

    static func sorted(_ keys: UnsafeBufferPointer<Int64>) -> [Int64] {
        guard keys.count >= minimumCount, let source = keys.baseAddress else { return keys.sorted() }
        let scratch = Buffer<Int64>(uninitialized: keys.count)
        return Array(unsafeUninitializedCapacity: keys.count) { target, count in
            guard let sorted = target.baseAddress else { return }
            sorted.update(from: source, count: keys.count)
            tally_sort_keys(sorted, scratch.base, keys.count)
            count = keys.count
        }
    }
}
