#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Memory of the system that goes back to it at the end, or to the load that has made it (`SparePages`). What it holds at first
/// is not known, and what nobody has touched costs nothing.
///
/// Linux is asked for pages of two megabytes: there are 500 times fewer of them to hand out and to look up, and a processor
/// that reads ahead stops at the end of each page.
@usableFromInline final class LargePages {
    /// Bytes a page.
    @usableFromInline static var size: Int { 2 << 20 }

    @usableFromInline let base: UnsafeMutableRawPointer
    private let byteCount: Int
    private let touched: Int

    /// Takes over what `map` gave.
    /// - Parameter touched: how many bytes from the first one were touched, or will be.
    init(_ memory: (base: UnsafeMutableRawPointer, byteCount: Int), touched: Int) {
        (base, byteCount) = memory
        self.touched = touched
    }

    /// Room for so many bytes. What is behind the last whole page lies in small ones, so that no memory is taken for nothing.
    @usableFromInline convenience init(byteCount: Int) {
        let large = byteCount / LargePages.size * LargePages.size
        guard let memory = LargePages.map(byteCount, large: large) else {
            preconditionFailure("the system has no memory left")
        }
        _ = SparePages.fill(memory.base, large)
        self.init(memory, touched: byteCount)
    }

    deinit { LargePages.free((base, byteCount), touched: touched) }

    /// Gives back what `map` gave, or keeps the pages of it that were touched for the load that is under way.
    static func free(_ memory: (base: UnsafeMutableRawPointer, byteCount: Int), touched: Int) {
        let taken = SparePages.take(memory.base, touched)
        if taken < memory.byteCount { munmap(memory.base + taken, memory.byteCount - taken) }
    }

    /// Addresses of zeros for at least so many bytes, and for how many; nil where the system has none.
    /// - Parameter large: how many bytes, from the first one, may lie in large pages.
    static func map(_ byteCount: Int, large: Int) -> (base: UnsafeMutableRawPointer, byteCount: Int)? {
        // Linux begins with a page only what is whole pages long.
        let whole = (byteCount + LargePages.size - 1) / LargePages.size * LargePages.size
        let memory = mmap(nil, whole, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON | MAP_NORESERVE, -1, 0)
        guard let memory, memory != MAP_FAILED else { return nil }
        #if canImport(Glibc)
            madvise(memory, large, MADV_HUGEPAGE)
        #endif
        return (memory, whole)
    }
}
