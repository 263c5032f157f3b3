import Columnar

extension ScalarFunction {
    static let date = ScalarFunction(
        "date", [Parameter("time", .time)], result: { _ in .date },
        summary: "The day of a time, without its time of day.", example: "group by date(opened)",
        timePart: .day,
        kernel: { context in
            let bounds = (context.bounds.first ?? nil).map { bounds in
                midnight(bounds.lowerBound)...midnight(bounds.upperBound)
            }
            return .integers(bounds: bounds) { input, output, count in
                for row in 0..<count {
                    output[row] = input[row] == Missing.integer ? Missing.integer : midnight(input[row])
                }
            }
        },
        evaluate: { arguments in
            guard let time = arguments[0].integer else { return .missing }
            return .date(midnight(time))
        })
}

private func midnight(_ time: Int64) -> Int64 { time &- Milliseconds.sinceMidnight(time) }
