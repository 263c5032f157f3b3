import Diagnostics

extension Script {
    /// What may stand at a place, best first: what starts with the typed fragment, then what has it at the start of a word,
    /// then what holds it anywhere, in any capitalization.
    ///
    /// - Parameter limit: how many items are given at most; values come from the data, where there may be very many.
    package func completions(at offset: Int, limit: Int = 200) -> CompletionList {
        let offset = min(max(0, offset), source.count)
        guard let place = CompletionPlace(self, at: offset) else {
            return CompletionList(range: SourceRange(offset, offset), fragment: "", items: [], isIncomplete: false)
        }
        var completer = Completer(self, place)
        completer.collect()
        let ranked = CompletionRanking.best(completer.items, for: place.fragment, quote: place.quote)
        return CompletionList(
            range: place.range, fragment: place.fragment, items: Array(ranked.prefix(limit)),
            isIncomplete: completer.isIncomplete || ranked.count > limit)
    }
}
