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
            let edges = context.constants.dropFirst().compactMap { $0?.integer }
            guard edges.count == context.constants.count - 1, isIntegerForm(context.constants) else { return nil }
            let labels = labels(of: context.constants.dropFirst().compactMap { $0 })
            return .codes(TextDictionary(labels, order: .declared)) { input, output, count in
                for row in 0..<count {
                    let value = input[row]
                    var code: UInt32 = 1
                    for edge in edges where value >= edge { code &+= 1 }
                    output[row] = value == Missing.integer ? 0 : code
                }
            }
        },
        evaluate: { arguments in
            guard let value = arguments[0].double else { return .missing }
            let edges = arguments.dropFirst()
            let passed = edges.count { ($0.double ?? .infinity) <= value }
            return .text(labels(of: Array(edges))[passed])
        })

    private static func isIntegerForm(_ constants: [Value?]) -> Bool {
        constants.dropFirst().allSatisfy { if case .duration? = $0 { true } else { false } }
    }

    /// `< 1d`, `1d – 7d`, `≥ 7d`
    private static func labels(of edges: [Value]) -> [String] {
        let texts = edges.map(edgeText)
        guard let first = texts.first, let last = texts.last else { return [] }
        return ["< \(first)"] + zip(texts, texts.dropFirst()).map { "\($0) – \($1)" } + ["≥ \(last)"]
    }

    private static func edgeText(_ edge: Value) -> String {
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
