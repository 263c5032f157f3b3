#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Writes to a descriptor that the program was started with.
///
/// A reader that goes away is no error: `tally … | head -1` ends silently. To be told so by an error number instead of
/// being killed, creating one makes the process ignore SIGPIPE; whoever starts another program (a pager, an editor)
/// gives it the default back.
package struct StandardOutput: Sendable {
    private let descriptor: Int32

    package init(descriptor: Int32 = 1) {
        self.descriptor = descriptor
        signal(SIGPIPE, SIG_IGN)
    }

    package var isTerminal: Bool { isatty(descriptor) == 1 }

    /// Writes all bytes; `.closed` when nobody reads any more.
    package func write(_ bytes: UnsafeBufferPointer<UInt8>) throws(OutputError) -> WriteOutcome {
        do {
            try Descriptor.writeAll(bytes, to: descriptor)
            return .written
        } catch {
            if error.code == EPIPE { return .closed }
            throw SystemFailure.error(error.code, writing: "standard output")
        }
    }

    package func write(_ bytes: ArraySlice<UInt8>) throws(OutputError) -> WriteOutcome {
        var outcome = WriteOutcome.written
        var failure: OutputError?
        bytes.withUnsafeBufferPointer { buffer in
            do throws(OutputError) { outcome = try write(buffer) } catch { failure = error }
        }
        if let failure { throw failure }
        return outcome
    }

    @discardableResult
    package func write(_ text: String) throws(OutputError) -> WriteOutcome { try write(Array(text.utf8)[...]) }

    package var sink: ByteSink {
        { (bytes) throws(OutputError) -> WriteOutcome in try write(bytes) }
    }
}
