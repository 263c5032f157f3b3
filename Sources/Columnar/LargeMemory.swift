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

    init(capacity: Int) {
        self.init(capacity: capacity, reserving: 0)
    }

    private init(capacity: Int, reserving: Int) {
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
            let larger = LargeMemory(capacity: capacity, reserving: max(LargeMemory.leastReserved, 4 * bytes))
            larger.base.update(from: base, count: self.capacity)
            free()
            self = larger
        }
    }

    func free() {
        if reserved == 0 { base.deallocate() } else { munmap(base, reserved) }
    }

    /// The first elements, which from now on own the memory.
    func buffer(count: Int) -> Buffer<Element> {
        reserved == 0
            ? Buffer(adopting: base, count: count)
            : Buffer(borrowing: base, count: count, owner: LargePages((UnsafeMutableRawPointer(base), reserved)))
    }
}
