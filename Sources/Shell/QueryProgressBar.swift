import Engine
import Execution
import Synchronization

/// Shows at a prompt how far a query is that takes longer than half a second.
final class QueryProgressBar: Sendable {
    private struct State {
        var bar = ProgressBar(delay: 500)
        var pass = 0
        /// When the pass began, in seconds after the query.
        var passStart = 0.0
    }

    private let state = Mutex<State?>(nil)

    var watch: QueryWatch { QueryWatch(update: update, finish: finish) }

    @Sendable private func update(_ count: MorselCount) {
        state.withLock { state in
            var current = state ?? State()
            let (pass, share) = count.now
            var (known, start) = (current.pass, current.passStart)
            current.bar.update { seconds, width in
                if pass != known { (known, start) = (pass, pass > 1 ? seconds : 0) }
                return ProgressText.line(
                    pass: pass, share: share, seconds: seconds, passSeconds: seconds - start, width: width)
            }
            (current.pass, current.passStart) = (known, start)
            state = current
        }
    }

    @Sendable private func finish() {
        state.withLock { state in
            state?.bar.finish()
            state = nil
        }
    }
}
