import Columnar

extension ScalarFunction {
    static let bucket = ScalarFunction(
        "bucket", [Parameter("x", .quantity), Parameter("edge", .quantity, repeats: true)], result: { _ in .text },
        summary: """
            The interval that a value falls into: half-open `[edge, next edge)`, with open ends below the first and \
            from the last edge on.
            """,
        example: "group by bucket(time_to_close, 1d, 7d, 30d)",
        kernel: { context in
            let constants = context.constants.dropFirst().compactMap { $0 }
            guard constants.count == context.constants.count - 1, let type = context.types.first else { return nil }
            return kernel(of: type, sorted(constants))
        },
        evaluate: { arguments in
            guard let value = arguments[0].double else { return .missing }
            let edges = sorted(Array(arguments.dropFirst()))
            let passed = edges.count { ($0.double ?? .infinity) <= value }
            return .text(labels(of: edges)[passed])
        })

    private static func sorted(_ edges: [Value]) -> [Value] {
        edges.sorted { ($0.double ?? .infinity) < ($1.double ?? .infinity) }
    }

    /// The kernel for values in integer or in number form. Its dictionary holds the intervals in their own order.
    private static func kernel(of type: DataType, _ edges: [Value]) -> ScalarKernel? {
        let dictionary = TextDictionary(labels(of: edges), order: .declared)
        if type.physical == .integers {
            // A whole number reaches 2.5 when it reaches 3.
            let limits = edges.compactMap { edge -> Int64? in
                edge.integer ?? edge.double.flatMap { Int64(exactly: $0.rounded(.up)) }
            }
            guard limits.count == edges.count else { return nil }
            return .codes(dictionary) { input, output, count in
                for row in 0..<count {
                    let value = input[row]
                    var code: UInt32 = 1
                    for limit in limits where value >= limit { code &+= 1 }
                    output[row] = value == Missing.integer ? Missing.code : code
                }
            }
        }
        // Durations lie in memory as milliseconds, and a value's `double` is in seconds.
        let limits = edges.compactMap(\.double).map { type == .meanDuration ? $0 * 1_000 : $0 }
        guard type.physical == .numbers, limits.count == edges.count else { return nil }
        return .numbersToCodes(dictionary) { input, output, count in
            for row in 0..<count {
                let value = input[row]
                var code: UInt32 = 1
                for limit in limits where value >= limit { code &+= 1 }
                output[row] = value.isNaN ? Missing.code : code
            }
        }
    }

    /// `< 1d`, `1d – 7d`, `≥ 7d`
    private static func labels(of edges: [Value]) -> [String] {
        let texts = edges.map(edgeText)
        guard let first = texts.first, let last = texts.last else { return [] }
        return ["< \(first)"] + zip(texts, texts.dropFirst()).map { "\($0) – \($1)" } + ["≥ \(last)"]
    }

    private static func edgeText(_ edge: Value) -> String {
        if case .percent(let fraction) = edge { return ValueText.number((fraction * 1e10).rounded() / 1e8) + "%" }
        guard case .duration(let milliseconds) = edge else { return ValueText.machine(edge) ?? "" }
        let units: [(Int64, String)] = [
            (365 * Milliseconds.day, "y"), (Milliseconds.day, "d"), (Milliseconds.hour, "h"),
            (Milliseconds.minute, "min"), (Milliseconds.second, "s"),
        ]
        if milliseconds == 0 { return "0d" }
        for (unit, name) in units where milliseconds % unit == 0 { return "\(milliseconds / unit)\(name)" }
        return "\(ValueText.seconds(milliseconds))s"
    }
}
