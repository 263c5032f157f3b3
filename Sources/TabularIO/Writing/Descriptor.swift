#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Complete writes to file descriptors.
enum Descriptor {
    /// Writes all bytes, across interruptions, short writes and descriptors that somebody made non-blocking.
    static func writeAll(_ bytes: UnsafeBufferPointer<UInt8>, to descriptor: Int32) throws(ErrorNumber) {
        var done = 0
        while done < bytes.count {
            guard let start = bytes.baseAddress else { return }
            let written = systemWrite(descriptor, start + done, bytes.count - done)
            if written >= 0 {
                done += written
                continue
            }
            switch errno {
            case EINTR: continue
            case EAGAIN:
                var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = poll(&waiting, 1, -1)
            default: throw ErrorNumber(code: errno)
            }
        }
    }

    private static func systemWrite(_ descriptor: Int32, _ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
        write(descriptor, bytes, count)
    }
}
