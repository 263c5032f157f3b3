import Columnar
import Diagnostics
import Semantics
import Syntax

extension Script {
    /// A column's card, a definition, a value's count, or what the manual says about the word at a place.
    package func hover(at offset: Int) -> Hover? {
        // Behind the last letter of a word the word is meant.
        let touched = [tree.token(at: offset), tree.token(before: offset)].compactMap { $0 }
        guard let token = touched.first(where: { $0.kind != .endOfText && offset <= $0.end }) else { return nil }
        let path = tree.path(to: token.range)
        guard let node = path.last, let statement = path.dropFirst().first else { return nil }
        var resolver = NameResolver(self)
        for other in statements where other.range.end <= statement.range.start { resolver.leave(other) }
        resolver.enter(statement)
        if node.kind == .name || node.kind == .reference || node.kind == .call, let scope = resolver.scope(path) {
            let cards = HoverCards(self, resolver.environment, scope)
            if node.kind != .call, let meaning = resolver.meaning(path) {
                return cards.card(meaning).map { Hover(range: token.range, text: $0) }
            }
            let name = node.text(node.firstToken)
            if node.kind == .call, token.start == node.range.start,
                let own = resolver.environment.definition(name) ?? scope.dataSet?.definition(name)
            {
                return Hover(range: token.range, text: cards.card(own))
            }
        }
        if node.kind == .literal, token.kind == .text, let scope = resolver.scope(path),
            let text = HoverCards(self, resolver.environment, scope).valueCard(node, path)
        {
            return Hover(range: token.range, text: text)
        }
        return Script.manualEntry(token, node).map { Hover(range: token.range, text: Script.page($0)) }
    }

    /// The entry of the manual about a word in its place.
    static func manualEntry(_ token: Token, _ node: SyntaxNode) -> ManualEntry? {
        let word = node.text(token).lowercased()
        func entry(_ kind: ManualEntry.Kind, _ name: String) -> ManualEntry? {
            ManualEntry.language.first { $0.kind == kind && ($0.name == name || $0.aliases.contains(name)) }
        }
        switch node.kind {
        case .aggregate: return entry(.measure, AggregateWord.quantile(word) != nil ? "quantile" : word)
        case .rate: return entry(.measure, "rate")
        case .name: return word == "count" ? entry(.measure, "count") : entry(.measure, word)
        case .call: return entry(.function, word)
        case .ifModifier: return entry(.measure, "if")
        case .withinModifier: return entry(.measure, "share of")
        case .perModifier: return entry(.measure, "per")
        case .adjustedModifier: return entry(.measure, "adjusted for")
        case .window:
            return ManualEntry.measures.first {
                $0.name == word || $0.name.hasPrefix(word + " ") || $0.aliases.contains(word)
            }
        case .orExpression, .andExpression, .notExpression: return entry(.condition, "and")
        case .missingTest: return entry(.condition, "is missing")
        case .betweenExpression: return entry(.condition, "between")
        case .membership: return entry(.condition, "in")
        case .textTest: return entry(.condition, word == "matches" ? word : "contains")
        case .comparison: return entry(.condition, word == "~" ? word : "=")
        case .relativePeriod, .periodRange: return entry(.concept, "periods")
        case .literal:
            switch token.kind {
            case .date: return entry(.concept, "periods")
            case .duration: return entry(.concept, "durations")
            case .percent, .points: return entry(.concept, "rates")
            default: return token.keyword == .missing ? entry(.concept, "missing") : nil
            }
        case .option: return entry(.clause, "with")
        case .byPart, .perPart: return entry(.clause, "top")
        default: break
        }
        if node.kind.isClause || node.kind.isStatement {
            let first = node.text(node.firstToken).lowercased()
            let kind: ManualEntry.Kind = node.kind.isClause ? .clause : .statement
            return ManualEntry.language.first { $0.kind == kind && $0.name == first }
                ?? ManualEntry.language.first { $0.kind == kind && $0.name.hasPrefix(first + " ") }
                ?? entry(kind, first)
        }
        return node.kind.isProfileLine || node.kind == .recode ? entry(.statement, "dataset") : nil
    }

    private static func page(_ entry: ManualEntry) -> String {
        var parts = ["**\(entry.name)** · \(entry.kind.rawValue)"]
        if !entry.syntax.isEmpty { parts.append("```tally\n\(entry.syntax)\n```") }
        parts.append(entry.summary)
        if !entry.example.isEmpty { parts.append("Example:\n```tally\n\(entry.example)\n```") }
        return parts.joined(separator: "\n\n")
    }
}
