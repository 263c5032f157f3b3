import Execution

/// How a session's queries run: on its own thread, or on one that a prompt leaves behind when they are cancelled.
struct QueryRunner: Sendable {
    let options: ExecutionOptions
    let leavesCancelled: Bool
    /// Shows whoever waits how far the query is; nil where nobody looks.
    let watch: QueryWatch?

    func run<Outcome: Sendable>(
        _ body: @escaping @Sendable (Executor) throws(ExecutionError) -> Outcome
    ) throws(ExecutionError) -> Outcome {
        guard leavesCancelled else { return try body(Executor(options)) }
        let progress = watch.map { _ in MorselCount() }
        defer { watch?.finish() }
        let outcome = Errand.run(
            unless: options.isCancelled, meanwhile: { if let progress { watch?.update(progress) } }
        ) { [options] ticket in
            var options = options
            options.isCancelled = { ticket.isCancelled }
            options.progress = progress
            let executor = Executor(options)
            return Result { () throws(ExecutionError) in try body(executor) }
        }
        guard let outcome else { throw .cancelled }
        return try outcome.get()
    }
}
