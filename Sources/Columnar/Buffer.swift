/// A fixed-length array that owns its memory and hands out raw pointers to kernels.
///
/// It is the one place where column memory is allocated and freed. Once a column is published its buffers are never
/// written again, which is what makes sharing them between threads safe.
public final class Buffer<Element: BitwiseCopyable>: @unchecked Sendable {
    public let base: UnsafeMutablePointer<Element>
    public let count: Int
    /// What keeps the memory alive when it is not ours (a mapped file); nil when this buffer allocated it.
    @usableFromInline let owner: AnyObject?

    /// Uninitialized memory for `count` elements; the caller writes every element before the buffer is shared.
    ///
    /// As much as a column of millions of rows has comes in large pages: a processor that reads it ahead stops at the end of
    /// each page, and has to find out where the next one lies.
    @inlinable public init(uninitialized count: Int) {
        self.count = count
        if count < LargePages.size / max(MemoryLayout<Element>.stride, 1) {
            base = UnsafeMutablePointer<Element>.allocate(capacity: max(count, 1))
            owner = nil
        } else {
            let pages = LargePages(byteCount: count * MemoryLayout<Element>.stride)
            base = pages.base.bindMemory(to: Element.self, capacity: count)
            owner = pages
        }
    }

    /// Takes over memory that was allocated with room for at least `count` initialized elements.
    package init(adopting base: UnsafeMutablePointer<Element>, count: Int) {
        self.base = base
        self.count = count
        owner = nil
    }

    /// Memory that belongs to `owner`, which lives at least as long as this buffer.
    package init(borrowing base: UnsafeMutablePointer<Element>, count: Int, owner: AnyObject) {
        self.base = base
        self.count = count
        self.owner = owner
    }

    @inlinable public convenience init(repeating element: Element, count: Int) {
        self.init(uninitialized: count)
        base.initialize(repeating: element, count: count)
    }

    @inlinable public convenience init(_ elements: some Collection<Element>) {
        self.init(uninitialized: elements.count)
        _ =
            elements.withContiguousStorageIfAvailable { source in
                if let start = source.baseAddress { base.initialize(from: start, count: source.count) }
            }
            ?? {
                var index = 0
                for element in elements {
                    base[index] = element
                    index += 1
                }
            }()
    }

    deinit { if owner == nil { base.deallocate() } }

    @inlinable @inline(__always) public subscript(index: Int) -> Element {
        get { base[index] }
        set { base[index] = newValue }
    }

    @inlinable public var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: base, count: count) }
}
