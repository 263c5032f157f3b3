import Dispatch
import Engine
import Synchronization
import TabularIO

/// Pieces of a text on their way from the thread that makes it to the one that shows it, so that the first is seen while the
/// last is not made yet, and memory never holds more than a few.
final class PieceQueue: Sendable {
    private struct State {
        var pieces: [[UInt8]] = []
        var isClosed = false
    }

    /// How many pieces wait at most: a megabyte, which is what is shown between two looks.
    private static let room = 16

    private let state = Mutex(State())
    private let wasTaken = DispatchSemaphore(value: 0)

    private init() {}

    /// Has a text made on a thread of its own, and passes it to a sink on this one.
    ///
    /// Whoever makes the text is left behind when it is no longer wanted, or when the sink's reader has gone.
    /// - Parameter body: makes the text: it gets whether nobody wants it any more, and where its pieces go.
    static func pour(
        unless isCancelled: @escaping @Sendable () -> Bool, into sink: ByteSink,
        _ body:
            @escaping @Sendable (_ isCancelled: @escaping @Sendable () -> Bool, _ sink: @escaping ByteSink) -> Result<
                Void, OutputError
            >
    ) throws(OutputError) -> WriteOutcome {
        let queue = PieceQueue()
        var shown = Result<WriteOutcome, OutputError>.success(.written)
        let made = Errand.run(
            unless: { isCancelled() || queue.isClosed }, meanwhile: { shown = queue.pass(to: sink) }
        ) { ticket in
            body({ ticket.isCancelled }) { (piece) throws(OutputError) in
                guard queue.add(Array(piece), unless: { ticket.isCancelled }) else { throw OutputError.interrupted }
                return .written
            }
        }
        guard !queue.isClosed else { return try shown.get() }
        guard let made else { throw OutputError.interrupted }
        try made.get()
        return try queue.pass(to: sink).get()
    }

    private var isClosed: Bool { state.withLock { $0.isClosed } }

    /// Waits until there is room for a piece; false when nobody wants it.
    private func add(_ piece: [UInt8], unless isCancelled: () -> Bool) -> Bool {
        while !isCancelled() {
            let isAdded = state.withLock { state in
                guard state.pieces.count < PieceQueue.room else { return false }
                state.pieces.append(piece)
                return true
            }
            if isAdded { return true }
            _ = wasTaken.wait(timeout: .now() + .milliseconds(5))
        }
        return false
    }

    /// Shows what waits; nothing more is taken when the reader has gone.
    private func pass(to sink: ByteSink) -> Result<WriteOutcome, OutputError> {
        let pieces = state.withLock { state in
            defer { state.pieces = [] }
            return state.pieces
        }
        wasTaken.signal()
        for piece in pieces {
            let outcome = Result { () throws(OutputError) in try piece.write(to: sink) }
            if outcome == .success(.written) { continue }
            state.withLock { $0.isClosed = true }
            return outcome
        }
        return .success(.written)
    }
}
