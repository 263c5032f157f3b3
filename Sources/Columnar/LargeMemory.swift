#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Memory for tables and arenas that grow and are looked at in no order. It begins as zeros; whoever has it frees it.
///
/// A lot of it comes from the system itself, with many times as many addresses as are asked for: pages that nobody has
/// touched cost nothing, and growing moves no bytes.
struct LargeMemory<Element: BitwiseCopyable> {
    private static var mappedSize: Int { 1 << 20 }
    private static var leastReserved: Int { 64 << 20 }

    private(set) var base: UnsafeMutablePointer<Element>
    private(set) var capacity: Int
    /// How many bytes of addresses there are; 0 for memory of `malloc`.
    private let reserved: Int
    /// How many bytes from the first one on are gone (`release`), and how many may lie in spare pages (`prepare`).
    private var (released, prepared) = (0, 0)

    /// - Parameter isZero: false where what it holds at first does not matter.
    init(capacity: Int, isZero: Bool = true) {
        self.init(capacity: capacity, reserving: 0, isZero: isZero)
    }

    /// Room for elements that are written one after the other, for which `prepare` is called before.
    init(gradually capacity: Int) {
        self.init(capacity: capacity, reserving: capacity * MemoryLayout<Element>.stride, isZero: false)
    }

    private init(capacity: Int, reserving: Int, isZero: Bool) {
        let bytes = max(capacity * MemoryLayout<Element>.stride, 1)
        var memory: UnsafeMutableRawPointer?
        var reserved = 0
        if bytes < LargeMemory.mappedSize {
            memory = calloc(1, bytes)
        } else {
            // Where addresses are limited, there are as many as are asked for.
            for size in [max(reserving, bytes), bytes] where memory == nil {
                guard let mapped = LargePages.map(size, large: size) else { continue }
                (memory, reserved) = mapped
            }
            // What is to grow is touched little by little.
            if reserving == 0, let memory {
                let used = SparePages.fill(memory, bytes)
                if isZero { memset(memory, 0, used) }
            }
        }
        guard let memory else { preconditionFailure("the system has no memory left") }
        base = memory.bindMemory(to: Element.self, capacity: capacity)
        (self.capacity, self.reserved) = (capacity, reserved)
    }

    /// Makes room for more; what lies in the new room is not known.
    mutating func grow(to capacity: Int) {
        let bytes = capacity * MemoryLayout<Element>.stride
        if bytes <= reserved {
            self.capacity = capacity
        } else {
            let reserving = max(LargeMemory.leastReserved, 4 * bytes)
            let larger = LargeMemory(capacity: capacity, reserving: reserving, isZero: false)
            larger.base.update(from: base, count: self.capacity)
            free()
            self = larger
        }
    }

    /// Puts spare pages where the first elements will lie, as far as there are any.
    mutating func prepare(_ count: Int) {
        guard reserved > 0, bytes(count) > prepared else { return }
        let end = LargeMemory.wholePages(bytes(count))
        _ = SparePages.fill(mapped.base + prepared, min(end, reserved) - prepared)
        prepared = end
    }

    /// Gives away the pages before an element: nobody looks at those before it any more.
    mutating func release(before count: Int) {
        guard reserved > 0 else { return }
        released += SparePages.take(mapped.base + released, bytes(count) - released)
    }

    /// - Parameter count: how many elements from the first one were touched; all if nil.
    func free(touched count: Int? = nil) {
        guard reserved > 0 else { return base.deallocate() }
        LargePages.free(
            (mapped.base + released, reserved - released), touched: bytes(count ?? capacity) - released)
    }

    /// The first elements, none of which was released, and which from now on own the memory; what lies behind them goes
    /// back.
    func buffer(count: Int) -> Buffer<Element> {
        guard reserved > 0 else { return Buffer(adopting: base, count: count) }
        let kept = min(LargeMemory.wholePages(bytes(count)), reserved)
        if kept < reserved { munmap(mapped.base + kept, reserved - kept) }
        let pages = LargePages((mapped.base, kept), touched: bytes(count))
        return Buffer(borrowing: base, count: count, owner: pages)
    }

    private var mapped: (base: UnsafeMutableRawPointer, byteCount: Int) { (UnsafeMutableRawPointer(base), reserved) }

    private func bytes(_ count: Int) -> Int { count * MemoryLayout<Element>.stride }

    private static func wholePages(_ bytes: Int) -> Int {
        (bytes + LargePages.size - 1) / LargePages.size * LargePages.size
    }
}
