/// Where exported bytes go: a file, standard output, an array in a test. A sink takes every byte or throws.
package typealias ByteSink = (UnsafeBufferPointer<UInt8>) throws(OutputError) -> WriteOutcome

/// What became of written bytes.
package enum WriteOutcome: Hashable, Sendable {
    /// They arrived.
    case written
    /// The reader has gone (`tally … | head -1`): there is nothing to report and nothing more to write.
    case closed
}

extension [UInt8] {
    /// Passes all bytes on.
    @discardableResult
    package func write(to sink: ByteSink) throws(OutputError) -> WriteOutcome {
        try withUnsafeBufferPointer { bytes in Result { () throws(OutputError) in try sink(bytes) } }.get()
    }
}
