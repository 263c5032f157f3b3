/// Memory for the many small buffers that one column is made of while it is loaded: they lie behind each other in blocks,
/// so that they cost no call of the allocator each, and give large pages back as a whole once all buffers of a block are
/// gone. One thread at a time uses it.
package final class BufferArena {
    private static let smallestBlock = 1 << 10
    /// The largest block without a large page, which is there as a whole once a byte of it is touched.
    private static let largestSmallBlock = 1 << 20
    /// From so many bytes on a large page may be left half empty.
    private static let worthLargePages = 4 << 20
    private static let alignment = 64

    private var block: Buffer<UInt8>?
    private var used = 0
    /// The bytes of all blocks.
    private var total = 0

    package init() {}

    /// Uninitialized memory for `count` elements, which keeps its block alive.
    package func buffer<Element: BitwiseCopyable>(_ count: Int) -> Buffer<Element> {
        let bytes = (count * MemoryLayout<Element>.stride + BufferArena.alignment - 1) & -BufferArena.alignment
        let block = block(with: bytes)
        defer { used += bytes }
        let base = UnsafeMutableRawPointer(block.base + used).bindMemory(to: Element.self, capacity: count)
        return Buffer(borrowing: base, count: count, owner: block)
    }

    /// The block that has room for so many bytes; a new one is four times as large as the one before, so that columns of
    /// few rows take little.
    private func block(with bytes: Int) -> Buffer<UInt8> {
        if let block, used + bytes <= block.count { return block }
        let small = min(max(4 * (block?.count ?? 0), BufferArena.smallestBlock), BufferArena.largestSmallBlock)
        let size = max(total < BufferArena.worthLargePages ? small : LargePages.size, bytes)
        let larger = LargeMemory<UInt8>(capacity: size).buffer(count: size)
        (block, used, total) = (larger, 0, total + size)
        return larger
    }
}
