import Execution

/// How a session's queries run: on its own thread, or on one that a prompt leaves behind when they are cancelled.
struct QueryRunner: Sendable {
    let options: ExecutionOptions
    let leavesCancelled: Bool

    func run<Outcome: Sendable>(
        _ body: @escaping @Sendable (Executor) throws(ExecutionError) -> Outcome
    ) throws(ExecutionError) -> Outcome {
        guard leavesCancelled else { return try body(Executor(options)) }
        let outcome = Errand.run(unless: options.isCancelled) { [options] isCancelled in
            var options = options
            options.isCancelled = isCancelled
            let executor = Executor(options)
            return Result { () throws(ExecutionError) in try body(executor) }
        }
        guard let outcome else { throw .cancelled }
        return try outcome.get()
    }
}
