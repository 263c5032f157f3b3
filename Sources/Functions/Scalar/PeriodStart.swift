import Columnar

extension ScalarFunction {
    /// The first instant of a bucket of the calendar: where a bucket stands on a coarser time axis, and what `year(month)`
    /// reads. Nobody writes it: the binder puts it where a time is wanted and a bucket of an earlier stage is found.
    package static let periodStart = ScalarFunction(
        "start", [Parameter("period", .time)], result: { _ in .time },
        summary: "The first instant of a bucket of the calendar.",
        example: "over month show count | over year show sum count",
        kernel: { context in
            guard case .period(let grain)? = context.types.first else { return nil }
            let bounds = (context.bounds.first ?? nil).map { start($0.lowerBound, grain)...start($0.upperBound, grain) }
            return .integers(bounds: bounds) { input, output, count in
                for row in 0..<count {
                    output[row] = input[row] == Missing.integer ? Missing.integer : start(input[row], grain)
                }
            }
        },
        evaluate: { arguments in
            guard case .period(let period) = arguments[0] else { return .missing }
            return .time(period.start)
        })

    private static func start(_ ordinal: Int64, _ grain: Grain) -> Int64 {
        Period(grain: grain, ordinal: Int(ordinal)).start
    }
}
