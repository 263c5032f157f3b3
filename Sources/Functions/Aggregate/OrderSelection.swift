/// Puts single order statistics into their places, without sorting what lies around them: a quarter of the time of a sort.
enum OrderSelection {
    /// Fewer values are sorted.
    private static let smallest = 32

    /// Afterwards `values[rank]` is what it would be in ascending order, for each of the ranks.
    /// - Parameter ranks: in ascending order.
    static func place(_ ranks: [Int], in values: UnsafeMutableBufferPointer<Int64>) {
        var start = 0
        for rank in ranks where rank >= start {
            place(rank, from: start, in: values)
            // What lies before is not larger.
            start = rank + 1
        }
    }

    private static func place(_ rank: Int, from start: Int, in values: UnsafeMutableBufferPointer<Int64>) {
        var (low, high) = (start, values.count - 1)
        // Values in an order that was made to be slow are sorted.
        var attempts = 2 * (Int.bitWidth - values.count.leadingZeroBitCount)
        while high - low >= smallest, attempts > 0 {
            attempts -= 1
            let pivot = median(values[low], values[(low + high) / 2], values[high])
            var (left, right) = (low, high)
            while left <= right {
                while values[left] < pivot { left += 1 }
                while values[right] > pivot { right -= 1 }
                if left <= right {
                    values.swapAt(left, right)
                    left += 1
                    right -= 1
                }
            }
            if rank <= right {
                high = right
            } else if rank >= left {
                low = left
            } else {
                return
            }
        }
        if low < high {
            var rest = UnsafeMutableBufferPointer(rebasing: values[low...high])
            rest.sort()
        }
    }

    private static func median(_ a: Int64, _ b: Int64, _ c: Int64) -> Int64 {
        max(min(a, b), min(max(a, b), c))
    }
}
