#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Memory that grows at its end while a stream is read into it, and then becomes the bytes of a source.
final class GrowingBytes {
    private var memory: UnsafeMutableRawPointer?
    private var capacity: Int
    /// How many bytes are filled.
    var count: Int

    deinit { free(memory) }

    /// Where the next byte goes, after `reserve`.
    var end: UnsafeMutablePointer<UInt8>? { memory.map { $0.assumingMemoryBound(to: UInt8.self) + count } }
    var room: Int { capacity - count }

    /// Sees to room for at least `length` more bytes; false when there is no memory for them.
    func reserve(_ length: Int) -> Bool {
        guard room < length else { return true }
        let larger = max(capacity * 2, count + length)
        guard let moved = realloc(memory, larger) else { return false }
        (memory, capacity) = (moved, larger)
        return true
    }

    func append(_ byte: UInt8) {
        guard reserve(1), let end else { return }
        end.pointee = byte
        count += 1
    }

    func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard reserve(bytes.count), let end, let start = bytes.baseAddress else { return }
        end.update(from: start, count: bytes.count)
        count += bytes.count
    }

    /// Takes over memory of `malloc`.
    init(adopting memory: UnsafeMutableRawPointer?, count: Int, capacity: Int) {
        (self.memory, self.count, self.capacity) = (memory, count, capacity)
    }

    convenience init() { self.init(adopting: nil, count: 0, capacity: 0) }

    /// Hands over the memory, which is to be freed with `free`; what was reserved and not needed goes back.
    func take() -> (base: UnsafeMutableRawPointer, count: Int) {
        guard let taken = realloc(memory, max(count, 1)) ?? memory else { preconditionFailure("no memory for a byte") }
        defer { (memory, capacity, count) = (nil, 0, 0) }
        return (taken, count)
    }
}
