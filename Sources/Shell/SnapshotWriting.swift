import CDetach
import Columnar
import Engine

/// Writes the snapshots that a run has earned, when nobody waits for it any more.
struct SnapshotWriting {
    let cache: SnapshotCache
    let narration: Narration
    /// Whether to say what became of it: then it is done at once, instead of in the background.
    let isTimed: Bool

    /// Call when all answers are given. The work goes on in a process of its own, so that neither a script nor a prompt
    /// waits; when it cannot be done, the next start reads the file again, and nothing else is lost.
    func write(_ jobs: [SnapshotJob]) {
        guard !jobs.isEmpty else { return }
        if isTimed { return jobs.forEach(writeTimed) }
        guard tally_detach() == 1 else { return }
        for job in jobs { _ = cache.store(job) }
        tally_end_detached()
    }

    private func writeTimed(_ job: SnapshotJob) {
        let (outcome, milliseconds) = Timing.measure { cache.store(job) }
        switch outcome {
        case .written(let bytes):
            narration.say(
                "{\"snapshot_ms\": \(ValueText.number(milliseconds.rounded())), \"snapshot_bytes\": \(bytes)}")
        case .skipped(let reason): narration.say("note: no snapshot was kept: \(reason)")
        }
    }
}
