import Columnar

extension ScalarFunction {
    static let lower = text("lower", summary: "Text in lower case.", example: "group by lower(type)") {
        $0.lowercased()
    }
    static let upper = text("upper", summary: "Text in upper case.", example: "group by upper(type)") {
        $0.uppercased()
    }
    static let trim = text(
        "trim", summary: "Text without white space at its ends and with single spaces inside.",
        example: "group by trim(address)"
    ) { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

    /// A function from text to text; empty results are missing, as empty cells are.
    static func text(
        _ name: String, summary: String, example: String, _ compute: @escaping @Sendable (String) -> String
    ) -> ScalarFunction {
        ScalarFunction(
            name, [Parameter("text", .text)], result: { _ in .text }, summary: summary, example: example
        ) { arguments in
            guard case .text(let text) = arguments[0] else { return .missing }
            let result = compute(text)
            return result.isEmpty ? .missing : .text(result)
        }
    }
}
