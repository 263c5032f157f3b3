/// Picks and orders the completions that fit what has been typed.
enum CompletionRanking {
    /// How well a text fits a fragment: 0 starts with it, 1 has a word that does, 2 holds it; nil does not fit.
    static func rank(_ text: String, _ fragment: String) -> Int? {
        guard !fragment.isEmpty else { return 0 }
        let text = text.lowercased()
        let fragment = fragment.lowercased()
        guard let place = text.firstRange(of: fragment) else { return nil }
        if place.lowerBound == text.startIndex { return 0 }
        var best = 2
        var from = text.startIndex
        while let found = text[from...].firstRange(of: fragment) {
            let before = text[text.index(before: found.lowerBound)]
            if !before.isLetter, !before.isNumber {
                best = 1
                break
            }
            from = text.index(after: found.lowerBound)
        }
        return best
    }

    /// The items that fit, best first; equally good ones keep their order. Each label stands once.
    static func best(_ items: [Completion], for fragment: String, quote: Character?) -> [Completion] {
        var ranks: [[Completion]] = [[], [], [], []]
        var seen: Set<String> = []
        for item in items {
            // Behind a quote only texts make sense, behind a back-quote only names.
            if quote == "`", ![.column, .definition, .measure, .source].contains(item.kind) { continue }
            if let quote, quote != "`", item.insertion.first != "\"", item.kind != .value { continue }
            let rank =
                rank(item.label, fragment)
                ?? item.alias.flatMap { CompletionRanking.rank($0, fragment) != nil ? 3 : nil }
            guard let rank, seen.insert(item.label).inserted else { continue }
            ranks[rank].append(item)
        }
        return ranks.flatMap { $0 }
    }
}
