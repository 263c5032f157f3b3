import Synchronization
import TabularIO

/// The screen, which a pager may have for a while: what is to be said comes after the results that it is about.
enum Screen {
    private struct State {
        var isLent = false
        /// Whether a result is still to be shown.
        var waits = false
        var waiting = ""
    }

    private static let state = Mutex(State())
    private static let stream = StandardOutput(descriptor: 2)

    static var isLent: Bool { state.withLock { $0.isLent } }

    /// From now on what is said waits for a result.
    static func hold() { state.withLock { $0.waits = true } }

    /// A pager has the screen.
    static func lend() { state.withLock { ($0.waits, $0.isLent) = (true, true) } }

    /// The result has been shown, or the pager has ended: what waits is said.
    static func takeBack() {
        let waiting = state.withLock { state in
            defer { state = State() }
            return state.waiting
        }
        if !waiting.isEmpty { tell(waiting) }
    }

    /// Writes to standard error; when that is gone there is nobody to tell.
    static func tell(_ text: String) {
        let waits = state.withLock { state in
            if state.waits { state.waiting += text }
            return state.waits
        }
        if !waits { _ = try? stream.write(text) }
    }
}
