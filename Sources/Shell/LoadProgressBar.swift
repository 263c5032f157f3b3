import Synchronization
import TabularIO

/// A progress bar that the loading threads may use.
final class LoadProgressBar: Sendable {
    private let bar = Mutex<ProgressBar?>(nil)

    func update(_ progress: LoadProgress) {
        bar.withLock { bar in
            if bar == nil { bar = ProgressBar(delay: 300) }
            bar?.update { seconds, width in
                ProgressText.line(
                    rows: progress.rows, bytes: progress.bytesDone, totalBytes: progress.bytesTotal, seconds: seconds,
                    width: width)
            }
        }
    }

    func finish() {
        bar.withLock { bar in
            bar?.finish()
            bar = nil
        }
    }
}
