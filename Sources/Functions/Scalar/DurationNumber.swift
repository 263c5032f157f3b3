import Columnar

extension ScalarFunction {
    package static let days = durationNumber("days", unit: Milliseconds.day, example: "show avg days(time_to_close)")
    static let hours = durationNumber("hours", unit: Milliseconds.hour, example: "show median hours(time_to_close)")

    /// A duration as a number of units.
    private static func durationNumber(_ name: String, unit: Int64, example: String) -> ScalarFunction {
        let scale = Double(unit)
        return ScalarFunction(
            name, [Parameter("duration", .duration)], result: { _ in .number },
            summary: "A duration as a number of \(name), with decimals.", example: example, unit: unit,
            kernel: { _ in
                .integersToNumbers { input, output, count in
                    for row in 0..<count {
                        output[row] =
                            input[row] == Missing.integer ? Missing.number : Double(input[row]) / scale
                    }
                }
            },
            evaluate: { arguments in
                switch arguments[0] {
                case .duration(let length): .number(Double(length) / scale)
                case .meanDuration(let length): .number(length / scale)
                default: .missing
                }
            })
    }
}
