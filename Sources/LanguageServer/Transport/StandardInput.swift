import Dispatch
import JSON

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Reads messages from standard input on a thread of its own until it ends.
enum StandardInput {
    static func read(into inbox: Inbox) {
        DispatchQueue(label: "input").async {
            var reader = FrameReader()
            var buffer = [UInt8](repeating: 0, count: 64 << 10)
            while true {
                let count = buffer.withUnsafeMutableBytes { readBytes($0.baseAddress, $0.count) }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { break }
                reader.append(buffer[..<count])
                while let frame = reader.next() { inbox.put(arrival(frame)) }
            }
            inbox.put(.closed)
        }
    }

    private static func readBytes(_ address: UnsafeMutableRawPointer?, _ count: Int) -> Int {
        guard let address else { return -1 }
        #if canImport(Glibc)
            return Glibc.read(0, address, count)
        #else
            return Darwin.read(0, address, count)
        #endif
    }

    static func arrival(_ frame: FrameReader.Frame) -> Inbox.Arrival {
        switch frame {
        case .malformed(let problem): return .malformed(problem)
        case .message(let bytes):
            do throws(JSONParser.Failure) {
                return .message(try JSONParser.parse(bytes))
            } catch {
                return .malformed("\(error.message) at byte \(error.offset)")
            }
        }
    }

    static var isTerminal: Bool { isatty(0) == 1 }

    /// Does something when a process is gone, asking every few seconds.
    static func whenGone(_ process: Int, _ action: @escaping @Sendable () -> Void) {
        DispatchQueue.global().asyncAfter(deadline: .now() + 3) {
            let isThere = kill(pid_t(truncatingIfNeeded: process), 0) == 0 || errno == EPERM
            if isThere { whenGone(process, action) } else { action() }
        }
    }
}
