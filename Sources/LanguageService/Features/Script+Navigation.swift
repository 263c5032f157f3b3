package import Diagnostics
import Semantics
import Syntax

/// A place in this text, or in a script that it uses.
package struct NameLocation: Sendable, Hashable {
    /// The path as `use` names it; nil for this text.
    package let path: String?
    package let range: SourceRange
}

extension Script {
    /// Where the thing that is named at a place is declared: in this text before it, else in a script that it uses.
    package func definition(at offset: Int) -> NameLocation? {
        let all = occurrences()
        guard let found = all.first(where: { $0.range.start <= offset && offset <= $0.range.end }) else { return nil }
        let declarations = all.filter { $0.isDeclaration && $0.symbol == found.symbol }
        // A later definition replaces an earlier one; a label may stand behind its use.
        if let own = declarations.last(where: { $0.range.start <= offset }) ?? declarations.first {
            return NameLocation(path: nil, range: own.range)
        }
        guard found.symbol.isShared else { return nil }
        var seen: Set<String> = []
        return declaration(of: found.symbol, seen: &seen)
    }

    private func declaration(of symbol: NameSymbol, seen: inout Set<String>) -> NameLocation? {
        for link in documentLinks().reversed() where link.kind == .script && seen.insert(link.path).inserted {
            guard let text = catalog.script(at: link.path) else { continue }
            let used = Script(text, catalog)
            if let own = used.occurrences().last(where: { $0.isDeclaration && $0.symbol == symbol }) {
                return NameLocation(path: link.path, range: own.range)
            }
            if let deeper = used.declaration(of: symbol, seen: &seen) { return deeper }
        }
        return nil
    }

    /// All places of the thing that is named at a place, in the order of the text.
    package func references(at offset: Int) -> [NameOccurrence] {
        guard let found = occurrence(at: offset) else { return [] }
        return occurrences().filter { $0.symbol == found.symbol }
    }
}
