/// How long the steps of a statement took, in milliseconds of wall time, and what its execution took of the processors.
public struct Timing: Sendable {
    public var parse = 0.0
    public var plan = 0.0
    public var execute = 0.0
    public var format = 0.0
    /// Milliseconds of all threads together while executing.
    public var processor = 0.0

    public var total: Double { parse + plan + execute + format }

    /// Runs a piece of work and says how long it took.
    package static func measure<Result, Failure: Error>(
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> (result: Result, milliseconds: Double) {
        let clock = ContinuousClock()
        let start = clock.now
        let result = try body()
        let elapsed = clock.now - start
        return (result, Double(elapsed.components.seconds) * 1e3 + Double(elapsed.components.attoseconds) / 1e15)
    }
}
