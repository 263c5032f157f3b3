package import Diagnostics
import Functions
import Semantics
import Syntax

/// How a function is called, and which of its arguments is being written.
package struct SignatureHelp: Sendable {
    /// `replace(text, from, to)`
    package let label: String
    package let documentation: String
    /// The parameters as stretches of the label's UTF-8.
    package let parameters: [SourceRange]
    package let activeParameter: Int
}

extension Script {
    /// The call around a place; nil outside calls and for unknown functions.
    package func signatureHelp(at offset: Int) -> SignatureHelp? {
        let inside = tree.path(to: SourceRange(offset, offset)).reversed()
        let before = tree.token(before: offset).map { tree.path(to: $0.range).reversed() } ?? [].reversed()
        for call in Array(inside) + Array(before) where call.kind == .call {
            guard let open = call.token(.leftParenthesis), open.end <= offset else { continue }
            if let close = call.token(.rightParenthesis), close.end <= offset { continue }
            guard let (label, documentation) = signature(of: call.text(call.firstToken), before: call.range.start)
            else {
                return nil
            }
            let parameters = Script.parameters(of: label)
            let index = call.tokens.count { $0.kind == .comma && $0.end <= offset }
            return SignatureHelp(
                label: label, documentation: documentation, parameters: parameters,
                activeParameter: min(index, max(0, parameters.count - 1)))
        }
        return nil
    }

    private func signature(of name: String, before offset: Int) -> (label: String, documentation: String)? {
        let environment = environment(before: offset)
        if let own = environment.definition(name) ?? environment.dataSets.first?.definition(name),
            case .define(let parameters, let body) = own.meaning, !parameters.isEmpty
        {
            return ("\(own.name)(\(parameters.joined(separator: ", ")))", body.canonicalText)
        }
        return ManualEntry.functions.first { $0.name == name.lowercased() }.map { ($0.syntax, $0.summary) }
    }

    /// The stretches between the commas of a signature.
    private static func parameters(of label: String) -> [SourceRange] {
        let bytes = Array(label.utf8)
        guard let open = bytes.firstIndex(of: UInt8(ascii: "(")) else { return [] }
        var ranges: [SourceRange] = []
        var start = open + 1
        for index in start..<bytes.count where bytes[index] == UInt8(ascii: ",") || bytes[index] == UInt8(ascii: ")") {
            while start < index, bytes[start] == UInt8(ascii: " ") { start += 1 }
            if start < index { ranges.append(SourceRange(start, index)) }
            start = index + 1
        }
        return ranges
    }
}
