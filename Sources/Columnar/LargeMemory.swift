#if canImport(Glibc)
    import Glibc
#endif

/// Memory for tables that are looked at in no order. Where there is a lot of it, Linux is asked for pages of two
/// megabytes: each look at a small page would first wait for where that page lies.
enum LargeMemory {
    private static let pageSize = 2 << 20

    /// Uninitialized memory; `deallocate` frees it, as it does any other.
    static func allocate<Element>(capacity: Int) -> UnsafeMutablePointer<Element> {
        #if canImport(Glibc)
            let bytes = capacity * MemoryLayout<Element>.stride
            var memory: UnsafeMutableRawPointer?
            if bytes >= 2 * pageSize, posix_memalign(&memory, pageSize, bytes) == 0, let memory {
                madvise(memory, bytes, MADV_HUGEPAGE)
                return memory.assumingMemoryBound(to: Element.self)
            }
        #endif
        return .allocate(capacity: capacity)
    }
}
