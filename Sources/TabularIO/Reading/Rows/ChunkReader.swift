import CScan
import Synchronization

/// Hands out the rows of all sources, chunk by chunk, to any number of workers, which read and scan by themselves.
///
/// Where a row begins depends on all quotes before it. With several workers each chunk guesses its first row
/// (`tally_guess_row`), and afterwards the chunks are held against each other: where each begins where the one before it
/// ended, every guess was right. Guesses are wrong where a line inside quotes looks like a row; then, and whenever
/// something is wrong with the input, the reading is done once more `inOrder`, which guesses nothing.
final class ChunkReader: Sendable {
    enum Failure: Error {
        case error(LoadError)
        /// A source turned out not to be UTF-8; `offset` lies in the row that shows it.
        case notUTF8(source: Int, offset: Int)
    }

    /// What a chunk held when it was handed out; its place in the list is the number of the chunk.
    private struct Part {
        let source: Int
        let bytes: Range<Int>
        let rowCount: Int
    }

    private struct State {
        var source = 0
        /// Where the next chunk begins.
        var offset: Int
        var parts: [Part] = []
        var ragged = RaggedRows()
        var rowCount = 0
        /// The bytes of the sources before this one.
        var bytesBefore = 0
        /// Up to where something was reported.
        var bytesReported = 0
        var failure: Failure?
        /// Whether the reading ended early, and whether it ended.
        var isStopped = false
        var isDone = false
    }

    private static let progressInterval = 4 << 20

    private let sources: [SourceLayout]
    private let options: LoadOptions
    private let isInOrder: Bool
    private let totalBytes: Int
    private let state: Mutex<State>
    /// Held while a chunk is read whose beginning the one before it tells.
    private let turn = Mutex(())
    /// How much was reported last.
    private let reported = Mutex(0)

    /// - Parameter inOrder: one chunk is read at a time, each from where the one before it ended.
    init(_ sources: [SourceLayout], options: LoadOptions, inOrder: Bool) {
        self.sources = sources
        self.options = options
        isInOrder = inOrder
        totalBytes = sources.reduce(0) { $0 + $1.bytes.count }
        state = Mutex(State(offset: sources[0].bodyStart))
    }

    /// What stopped the reading early; nil as well when it may have been a wrong guess.
    var failure: Failure? { state.withLock { $0.failure } }

    /// How many rows were handed out.
    var rowCount: Int { state.withLock { $0.rowCount } }

    /// The rows that were padded or left out.
    var ragged: RaggedRows { state.withLock { $0.ragged } }

    /// Where the rows of each chunk stand among all rows, once all are handed out; nil when a guess was wrong.
    var chunkRows: ChunkRows? {
        state.withLock { state in
            let parts = state.parts
            let order = parts.indices.sorted {
                (parts[$0].source, parts[$0].bytes.lowerBound) < (parts[$1].source, parts[$1].bytes.lowerBound)
            }
            var ends = sources.map(\.bodyStart)
            for part in order.lazy.map({ parts[$0] }) {
                guard part.bytes.lowerBound == ends[part.source] else { return nil }
                ends[part.source] = part.bytes.upperBound
            }
            guard zip(sources, ends).allSatisfy({ $0.bytes.count <= $1 }) else { return nil }
            return ChunkRows(counts: parts.map(\.rowCount), order: order)
        }
    }

    /// Fills `chunk` with rows that nobody has had; false at the end and after a failure.
    func next(into chunk: RowChunk) -> Bool {
        while let hasRows = isInOrder ? turn.withLock({ _ in step(chunk) }) : step(chunk) {
            if hasRows { return true }
        }
        return false
    }

    /// Reads the next chunk; whether it has rows, nil at the end and after a failure.
    private func step(_ chunk: RowChunk) -> Bool? {
        guard let stretch = rest(of: chunk) ?? claim() else { return nil }
        let layout = sources[stretch.source]
        var failure = chunk.scan(layout, stretch).map { Failure.error(layout.error($0)) }
        if failure == nil, !chunk.isASCII, tally_is_utf8(chunk.base, chunk.end - chunk.start) == 0 {
            failure = .notUTF8(source: stretch.source, offset: chunk.start)
        }
        if failure == nil {
            failure = chunk.arrange(fieldCount: layout.fieldCount, ragged: layout.ragged)
                .map { .error(layout.error($0)) }
        }
        return state.withLock { state in
            if let failure {
                stop(&state, isInOrder ? failure : nil)
                return nil
            }
            return record(chunk, &state)
        }
    }

    /// What is left of a chunk that had to be cut.
    private func rest(of chunk: RowChunk) -> RowChunk.Stretch? {
        guard !isInOrder, let stretch = chunk.stretch, chunk.end < stretch.bytes.upperBound,
            !state.withLock({ $0.isStopped })
        else { return nil }
        return RowChunk.Stretch(
            source: stretch.source, bytes: chunk.end..<stretch.bytes.upperBound, beginsRow: true, isApart: true)
    }

    /// The next stretch of the sources; nil when there is none.
    private func claim() -> RowChunk.Stretch? {
        let (stretch, progress) = state.withLock { state -> (RowChunk.Stretch?, LoadProgress?) in
            if !state.isDone, options.isCancelled() {
                stop(&state, .error(.cancelled))
            }
            while !state.isDone, state.offset >= sources[state.source].bytes.count {
                state.bytesBefore += sources[state.source].bytes.count
                state.source += 1
                state.isDone = state.source == sources.count
                state.offset = state.isDone ? 0 : sources[state.source].bodyStart
                if state.isDone { return (nil, dueProgress(&state)) }
            }
            if state.isDone { return (nil, nil) }
            let layout = sources[state.source]
            let end = min(state.offset + max(options.chunkBytes, 1), layout.bytes.count)
            let stretch = RowChunk.Stretch(
                source: state.source, bytes: state.offset..<end,
                beginsRow: isInOrder || state.offset == layout.bodyStart, isApart: !isInOrder)
            state.offset = end
            return (stretch, dueProgress(&state))
        }
        if let progress { report(progress) }
        return stretch
    }

    private func record(_ chunk: RowChunk, _ state: inout State) -> Bool {
        guard let stretch = chunk.stretch else { return false }
        if isInOrder { state.offset = chunk.end }
        guard chunk.end > chunk.start else { return false }
        if !sources[stretch.source].isFromJSON { state.ragged.add(chunk.raggedRows, source: stretch.source) }
        chunk.index = state.parts.count
        state.parts.append(
            Part(source: stretch.source, bytes: chunk.start..<chunk.end, rowCount: chunk.rowCount))
        state.rowCount += chunk.rowCount
        return chunk.rowCount > 0
    }

    /// Ends the reading with an error, unless it has ended already.
    func stop(_ error: LoadError) { state.withLock { stop(&$0, .error(error)) } }

    private func stop(_ state: inout State, _ failure: Failure?) {
        state.failure = state.failure ?? failure
        (state.isStopped, state.isDone) = (true, true)
    }

    /// What is to be reported now, if anything.
    private func dueProgress(_ state: inout State) -> LoadProgress? {
        let done = state.isDone ? totalBytes : state.bytesBefore + state.offset
        guard options.progress != nil, state.isDone || done >= state.bytesReported + ChunkReader.progressInterval else {
            return nil
        }
        state.bytesReported = done
        return LoadProgress(bytesDone: done, bytesTotal: totalBytes, rows: state.rowCount)
    }

    private func report(_ progress: LoadProgress) {
        reported.withLock { last in
            guard progress.bytesDone >= last else { return }
            last = progress.bytesDone
            options.progress?(progress)
        }
    }
}
