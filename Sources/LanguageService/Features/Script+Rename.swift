import Diagnostics
import Functions
import Semantics
import Syntax

/// Why something cannot be renamed: a sentence for the user.
package struct RenameError: Error, Sendable {
    package let message: String
}

extension Script {
    /// The name at a place, if it is one that a rename may change.
    package func renameable(at offset: Int) throws(RenameError) -> NameOccurrence {
        guard let found = occurrence(at: offset) else {
            throw RenameError(message: "there is no name here that can be changed")
        }
        let isDeclared = occurrences().contains { $0.isDeclaration && $0.symbol == found.symbol }
        switch found.symbol {
        case .column where !isDeclared:
            throw RenameError(
                message: "`\(found.name)` is a column of the data; a `dataset` statement gives columns other names")
        case .definition where !isDeclared:
            throw RenameError(
                message: "`\(found.name)` is defined by the data's profile; a `define` of the script may cover it")
        case .dataSet where !isDeclared: throw RenameError(message: "`\(found.name)` is named by its file")
        case .label where !isDeclared:
            throw RenameError(message: "`\(found.name)` is named by its text; give it a label first: `name = …`")
        default: return found
        }
    }

    /// Says why a new name will not do; nil when it will.
    package func objection(to name: String, for occurrence: NameOccurrence) -> String? {
        guard !name.isEmpty, !name.contains(where: \.isNewline) else { return "a name cannot be empty" }
        let key = nameKey(name)
        guard key != nameKey(occurrence.name) else { return nil }
        if occurrences().contains(where: { $0.symbol == occurrence.symbol.named(key) }) {
            return "`\(name)` is the name of something else already"
        }
        let words = ["count", "arrivals", "closures", "as_of"]
        if words.contains(key) || AggregateFunction.named(name) != nil {
            return "`\(name)` is a measure of the language"
        }
        return nil
    }

    /// The changes that give a symbol another name in this text, spelt as it must be.
    package func edits(renaming symbol: NameSymbol, to name: String) -> [TextEdit] {
        let spelling = Spelling.name(name)
        return occurrences().filter { $0.symbol == symbol }.map { TextEdit($0.range, spelling) }
    }
}

extension NameSymbol {
    /// The symbol of the same kind and place with another name.
    func named(_ key: String) -> NameSymbol {
        switch self {
        case .definition: .definition(key)
        case .column: .column(key)
        case .label(let query, _): .label(query: query, key)
        case .parameter(let statement, _): .parameter(statement: statement, key)
        case .dataSet: .dataSet(key)
        }
    }
}
