import CDetach
import Columnar
import Engine

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Sees to the snapshots that a run has earned, when nobody waits for it any more.
struct SnapshotWriting {
    let cache: SnapshotCache
    let narration: Narration
    let options: ShellOptions

    /// Call when all answers are given. A program of its own reads the files once more and writes, so that neither a
    /// script nor a prompt waits, and a question has only those columns decoded that it names. When that cannot be done,
    /// the next start reads the file again, and nothing else is lost.
    ///
    /// With `--timing` it is done here and now, to say what became of it.
    func write(_ jobs: [SnapshotJob], profiles: String) {
        for job in jobs {
            if options.timing { writeTimed(job) } else { start(job, profiles) }
        }
    }

    private func start(_ job: SnapshotJob, _ profiles: String) {
        guard let program = options.program else { return }
        var words = ["tally", "cache", "build", "--background"] + options.loadingWords
        if !profiles.isEmpty { words += ["--profiles", profiles] }
        var strings = (words + ["--"] + job.paths).map { strdup($0) }
        defer { for string in strings { free(string) } }
        strings.append(nil)
        _ = tally_start_detached(program, strings)
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
