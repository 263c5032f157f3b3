import Columnar
import Diagnostics
import JSON
import LanguageService
import Semantics

/// Completion: every item replaces what is being typed, in the order that the service gives.
enum CompletionRequest {
    static func answer(_ params: JSONValue, _ server: LanguageServer) throws(ResponseError) -> JSONValue {
        let place = try DocumentPlace(params, server)
        // A space typed in the middle of a word asks for nothing.
        let list = place.script.completions(at: place.offset)
        let range = server.client.encoding.json(list.range, in: place.script.source)
        let typed = place.script.source.text(list.range)
        let items = list.items.enumerated().map { index, item -> JSONValue in
            var members: JSONValue = [
                "label": .string(item.label), "kind": .integer(kind(item.kind)),
                "sortText": .string(pad(index, 5)),
                "filterText": .string(filterText(item, typed, list.fragment)),
                "textEdit": ["range": range, "newText": .string(item.insertion)],
                "data": ["kind": .string(item.kind.rawValue), "label": .string(item.label)],
            ]
            if let detail = item.detail { members["detail"] = .string(detail) }
            // What comes from the manual is fetched when the item is looked at; what is short is sent at once.
            if item.kind == .column, let text = item.documentation { members["documentation"] = server.markup(text) }
            return members
        }
        return ["isIncomplete": .boolean(list.isIncomplete), "items": .array(items)]
    }

    /// The documentation of an item that is being looked at.
    static func resolve(_ params: JSONValue, _ server: LanguageServer) throws(ResponseError) -> JSONValue {
        guard let label = params["data"]["label"].asText,
            let kind = params["data"]["kind"].asText
        else { return params }
        var item = params
        let entry = ManualEntry.language.first { entry in
            let isKind = entry.kind.rawValue == kind || (kind == "operation" && entry.kind == .condition)
            return isKind && (entry.name == label || entry.aliases.contains(label))
        }
        if let entry {
            let example = entry.example.isEmpty ? "" : "\n\n```tally\n\(entry.example)\n```"
            item["documentation"] = server.markup(entry.summary + example)
        }
        return item
    }

    /// Clients compare what is typed, quote and all, with this.
    private static func filterText(_ item: Completion, _ typed: String, _ fragment: String) -> String {
        if let quote = typed.first, "\"'`".contains(quote) { return String(quote) + item.label }
        // What was found by its header must be found by the client too.
        let isOwn = fragment.isEmpty || item.label.lowercased().contains(fragment.lowercased())
        return isOwn ? item.label : item.alias ?? item.label
    }

    private static func kind(_ kind: Completion.Kind) -> Int {
        switch kind {
        case .clause, .keyword, .statement: 14
        case .column: 5
        case .definition: 6
        case .measure: 7
        case .function: 3
        case .value: 12
        case .period: 20
        case .option: 13
        case .source: 9
        case .operation: 24
        }
    }
}
