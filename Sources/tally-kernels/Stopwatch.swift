/// Times a piece of work.
enum Stopwatch {
    /// Nanoseconds of the fastest of some runs: what other processes take from the others is not counted.
    static func best(_ body: () -> Void) -> Double {
        let clock = ContinuousClock()
        var best = Double.infinity
        for _ in 0..<7 {
            let elapsed = clock.measure(body)
            best = min(best, Double(elapsed.components.seconds) * 1e9 + Double(elapsed.components.attoseconds) / 1e9)
        }
        return best
    }
}
