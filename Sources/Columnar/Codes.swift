/// Dictionary codes in the narrowest width that holds them.
public enum Codes: Sendable {
    case narrow(Buffer<UInt8>)
    case medium(Buffer<UInt16>)
    case wide(Buffer<UInt32>)

    package var count: Int {
        switch self {
        case .narrow(let buffer): buffer.count
        case .medium(let buffer): buffer.count
        case .wide(let buffer): buffer.count
        }
    }

    /// Codes packed as narrowly as `maximum`, the largest code that occurs, allows.
    /// - Parameter arena: where they are to lie, if not in memory of their own.
    package init(_ codes: UnsafeBufferPointer<UInt32>, maximum: Int, in arena: BufferArena? = nil) {
        if maximum <= UInt8.max {
            self = .narrow(Codes.pack(codes, arena))
        } else if maximum <= UInt16.max {
            self = .medium(Codes.pack(codes, arena))
        } else {
            self = .wide(Codes.pack(codes, arena))
        }
    }

    private static func pack<Code: FixedWidthInteger & BitwiseCopyable>(
        _ codes: UnsafeBufferPointer<UInt32>, _ arena: BufferArena?
    ) -> Buffer<Code> {
        let packed = arena?.buffer(codes.count) ?? Buffer<Code>(uninitialized: codes.count)
        for index in 0..<codes.count { packed.base[index] = Code(truncatingIfNeeded: codes[index]) }
        return packed
    }

    @inlinable @inline(__always) public subscript(row: Int) -> UInt32 {
        switch self {
        case .narrow(let buffer): UInt32(buffer.base[row])
        case .medium(let buffer): UInt32(buffer.base[row])
        case .wide(let buffer): buffer.base[row]
        }
    }
}
