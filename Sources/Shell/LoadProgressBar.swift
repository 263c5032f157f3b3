import Synchronization
import TabularIO

/// A progress bar that the loading threads may use.
final class LoadProgressBar: Sendable {
    private let bar = Mutex<ProgressBar?>(nil)

    func update(_ progress: LoadProgress) {
        bar.withLock { bar in
            if bar == nil { bar = ProgressBar(totalBytes: progress.bytesTotal) }
            bar?.update(rows: progress.rows, bytes: progress.bytesDone)
        }
    }

    func finish() {
        bar.withLock { bar in
            bar?.finish()
            bar = nil
        }
    }
}
