import Columnar

extension ScalarFunction {
    static let length = ScalarFunction(
        "length", [Parameter("text", .text)], result: { _ in .integer },
        summary: "The number of characters of a text.", example: "where length(address) > 50"
    ) { arguments in
        guard case .text(let text) = arguments[0] else { return .missing }
        return .integer(Int64(text.count))
    }
}
