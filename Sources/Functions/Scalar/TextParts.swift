import Columnar

extension ScalarFunction {
    static let replace = ScalarFunction(
        "replace", [Parameter("text", .text), Parameter("old", .text), Parameter("new", .text)],
        result: { _ in .text }, summary: "Text with every occurrence of one text replaced by another.",
        example: "group by replace(department, \"&\", \"and\")"
    ) { arguments in
        guard case .text(let text) = arguments[0], case .text(let old) = arguments[1],
            case .text(let new) = arguments[2]
        else { return .missing }
        let result = pieces(of: text, separator: old).joined(separator: new)
        return result.isEmpty ? .missing : .text(result)
    }

    static let split = ScalarFunction(
        "split", [Parameter("text", .text), Parameter("separator", .text), Parameter("n", .number)],
        result: { _ in .text },
        summary: "The n-th piece of a text between separators, from 1; negative n counts from the end.",
        example: "group by split(address, \",\", -1)"
    ) { arguments in
        guard case .text(let text) = arguments[0], case .text(let separator) = arguments[1],
            let number = arguments[2].double
        else { return .missing }
        let all = pieces(of: text, separator: separator)
        guard number.magnitude < 1e9 else { return .missing }
        let index = number < 0 ? all.count + Int(number) : Int(number) - 1
        return all.indices.contains(index) ? known(all[index]) : .missing
    }

    static let before = ScalarFunction(
        "before", [Parameter("text", .text), Parameter("separator", .text)], result: { _ in .text },
        summary: "What stands before the first separator; the whole text where there is none.",
        example: "group by before(address, \",\")"
    ) { arguments in
        guard case .text(let text) = arguments[0], case .text(let separator) = arguments[1] else { return .missing }
        return known(pieces(of: text, separator: separator)[0])
    }

    static let after = ScalarFunction(
        "after", [Parameter("text", .text), Parameter("separator", .text)], result: { _ in .text },
        summary: "What stands behind the first separator; missing where there is none.",
        example: "group by after(type, \" - \")"
    ) { arguments in
        guard case .text(let text) = arguments[0], case .text(let separator) = arguments[1] else { return .missing }
        let all = pieces(of: text, separator: separator)
        return all.count < 2 ? .missing : known(all.dropFirst().joined(separator: separator))
    }

    /// A piece without the white space around it; an empty one is missing.
    private static func known(_ piece: String) -> Value {
        var piece = Substring(piece)
        while piece.first?.isWhitespace == true { piece.removeFirst() }
        while piece.last?.isWhitespace == true { piece.removeLast() }
        return piece.isEmpty ? .missing : .text(String(piece))
    }

    /// The text cut at every occurrence of a separator; at least one piece. An empty separator cuts nowhere.
    private static func pieces(of text: String, separator: String) -> [String] {
        guard !separator.isEmpty else { return [text] }
        let bytes = Array(text.utf8)
        let wanted = Array(separator.utf8)
        var result: [String] = []
        var start = 0
        var index = 0
        while index + wanted.count <= bytes.count {
            if bytes[index..<index + wanted.count].elementsEqual(wanted) {
                result.append(String(decoding: bytes[start..<index], as: UTF8.self))
                index += wanted.count
                start = index
            } else {
                index += 1
            }
        }
        result.append(String(decoding: bytes[start...], as: UTF8.self))
        return result
    }
}
