import CScan
import Synchronization

/// Hands out the rows of all sources, chunk by chunk and in their order, to any number of workers.
///
/// Finding the row and cell ends is the only step that depends on what came before, so it happens here, under the
/// lock; it is an order of magnitude faster than decoding, which the workers do at the same time.
final class ChunkReader: Sendable {
    enum Failure: Error {
        case error(LoadError)
        /// A source turned out not to be UTF-8; `offset` lies in the row that shows it.
        case notUTF8(source: Int, offset: Int)
    }

    private struct State {
        var source = 0
        var offset: Int
        var rowsPerChunk: [Int] = []
        var ragged = RaggedRows()
        var rowCount = 0
        var bytesDone = 0
        var bytesReported = 0
        var failure: Failure?
        var isDone = false
    }

    private static let progressInterval = 4 << 20

    private let sources: [SourceLayout]
    private let options: LoadOptions
    private let totalBytes: Int
    private let state: Mutex<State>

    init(_ sources: [SourceLayout], options: LoadOptions) {
        self.sources = sources
        self.options = options
        totalBytes = sources.reduce(0) { $0 + $1.bytes.count }
        state = Mutex(State(offset: sources[0].bodyStart))
    }

    /// What stopped the reading early.
    var failure: Failure? { state.withLock { $0.failure } }

    /// How many rows were handed out.
    var rowCount: Int { state.withLock { $0.rowCount } }

    var rowsPerChunk: [Int] { state.withLock { $0.rowsPerChunk } }

    /// The rows that were padded or left out.
    var ragged: RaggedRows { state.withLock { $0.ragged } }

    /// Fills `chunk` with the next rows; false at the end and after a failure.
    func next(into chunk: RowChunk) -> Bool {
        state.withLock { state in
            while !state.isDone {
                if options.isCancelled() {
                    stop(&state, .error(LoadError("Loading was cancelled.", isCancellation: true)))
                } else if fill(chunk, &state) {
                    return true
                }
            }
            return false
        }
    }

    /// One step: a chunk with rows (true), or the move to the next source, the end or a failure (false).
    private func fill(_ chunk: RowChunk, _ state: inout State) -> Bool {
        let layout = sources[state.source]
        guard state.offset < layout.bytes.count else {
            state.bytesDone += layout.bytes.count
            state.source += 1
            state.isDone = state.source == sources.count
            if !state.isDone { state.offset = sources[state.source].bodyStart }
            if state.isDone { report(state) }
            return false
        }
        var failure = chunk.scan(
            layout.bytes, from: state.offset, atLeast: options.chunkBytes, dialect: layout.dialect)
        if failure == nil {
            if !chunk.isASCII, tally_is_utf8(chunk.base, chunk.end - chunk.start) == 0 {
                stop(&state, .notUTF8(source: state.source, offset: chunk.start))
                return false
            }
            failure = chunk.arrange(fieldCount: layout.fieldCount, ragged: layout.ragged)
        }
        if let failure {
            stop(&state, .error(layout.error(failure)))
            return false
        }
        state.offset = chunk.end
        if !layout.isFromJSON { state.ragged.add(chunk.raggedRows, source: state.source) }
        guard chunk.rowCount > 0 else { return false }
        chunk.index = state.rowsPerChunk.count
        chunk.source = state.source
        state.rowsPerChunk.append(chunk.rowCount)
        state.rowCount += chunk.rowCount
        if state.bytesDone + state.offset >= state.bytesReported + ChunkReader.progressInterval {
            state.bytesReported = state.bytesDone + state.offset
            report(state)
        }
        return true
    }

    /// Ends the reading with an error, unless it has ended already.
    func stop(_ error: LoadError) { state.withLock { if $0.failure == nil { stop(&$0, .error(error)) } } }

    private func stop(_ state: inout State, _ failure: Failure) {
        state.failure = failure
        state.isDone = true
    }

    private func report(_ state: State) {
        guard let progress = options.progress else { return }
        let done = state.isDone ? totalBytes : state.bytesDone + state.offset
        progress(LoadProgress(bytesDone: done, bytesTotal: totalBytes, rows: state.rowCount))
    }
}
