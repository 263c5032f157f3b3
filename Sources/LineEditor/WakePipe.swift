#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A pipe within the process, whose bytes wake a loop that polls. Nothing waits at either end, and no program that is started
/// gets it.
package final class WakePipe: Sendable {
    /// The descriptor to poll and to read from.
    package let output: Int32
    /// What is written here wakes the loop.
    let input: Int32

    package init() {
        var ends: [Int32] = [-1, -1]
        _ = pipe(&ends)
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (output, input) = (ends[0], ends[1])
    }

    deinit {
        close(output)
        close(input)
    }

    package func wake() {
        var byte: UInt8 = 1
        _ = write(input, &byte, 1)
    }

    /// The next byte; nil when there is none.
    func next() -> UInt8? {
        var byte: UInt8 = 0
        return read(output, &byte, 1) == 1 ? byte : nil
    }
}
