import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Gives memory back to the system while the segments of columns are freed one after the other: they lie between each
/// other, so that the allocator alone would keep all of it until the last one is gone, beside the finished columns.
final class FreedMemory: Sendable {
    private static let step = 16 << 20

    private let bytes = Atomic(0)

    /// Notes that bytes were freed; every few megabytes they go back to the system.
    func add(_ count: Int) {
        guard bytes.wrappingAdd(count, ordering: .relaxed).newValue >= FreedMemory.step else { return }
        bytes.store(0, ordering: .relaxed)
        #if canImport(Glibc)
            // Swift's view of the C library lacks it.
            if let trim = dlsym(nil, "malloc_trim") {
                _ = unsafeBitCast(trim, to: (@convention(c) (Int) -> Int32).self)(0)
            }
        #else
            malloc_zone_pressure_relief(nil, 0)
        #endif
    }
}
