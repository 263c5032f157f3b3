import Engine

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

extension Shell {
    /// Makes the snapshot of the files that were named, so that the first question about them is answered as fast as
    /// those that follow.
    ///
    /// - Parameters:
    ///   - profiles: `dataset` statements that stand in for a script's own.
    ///   - isBackground: whether nobody waits: then it gives way to all other work.
    public func buildSnapshot(profiles: String, isBackground: Bool) -> ExitCode {
        if isBackground { _ = nice(10) }
        Interrupt.install()
        let session = makeSession()
        guard session.cache != nil else { return CacheListing.withoutFolder() }
        do throws(EngineError) {
            let (outcome, milliseconds) = try Timing.measure { () throws(EngineError) in
                try session.buildSnapshot(profiles: profiles)
            }
            switch outcome {
            case .written(let bytes):
                narration.say("wrote a snapshot of \(CacheListing.bytes(bytes)) in \(Int(milliseconds)) ms")
            case .skipped(let reason): narration.say("no snapshot was written: \(reason)")
            }
            return .success
        } catch {
            return narration.report(error)
        }
    }
}
