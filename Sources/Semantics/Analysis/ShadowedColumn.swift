import Diagnostics
import Syntax

/// A definition that takes the name of a column away, without building on it.
struct ShadowedColumn: Analyzer {
    private static let kinds: [SyntaxKind] = [.defineStatement, .measureStatement, .paramStatement, .spanStatement]

    let id = "shadowed-column"
    let explanation = """
        A definition has the name of a column of the data, which then cannot be reached by that name any more. A \
        definition that uses the column under its own name, to refine it, is meant and not warned of.
        """
    let example = "define status = open\n\ngroup by status show count"

    func inspect(_ script: ScriptContents, _ binder: Binder) {
        guard let data = binder.environment.dataSets.first else { return }
        for definition in script.definitions(of: ShadowedColumn.kinds) {
            let key = nameKey(definition.name)
            guard let field = data.fields.first(where: { nameKey($0.name) == key }) else { continue }
            let uses = script.places(of: definition.name).filter { $0 != definition.range }
            let own = definition.statement.range
            // Definitions that take arguments are used with parentheses, the column without.
            let isRefined = uses.contains { own.start <= $0.start && $0.end <= own.end }
            if isRefined || definition.statement.first(.parameterList) != nil { continue }
            binder.warn(
                id, at: definition.range, "`\(definition.name)` hides the column `\(field.name)` of `\(data.name)`",
                advice: "another name keeps both",
                fixIts: renaming(definition, uses.filter { $0.start > own.start }, script))
        }
    }

    /// Another name for the definition, here and wherever it is used behind.
    private func renaming(
        _ definition: ScriptContents.Defined, _ uses: [SourceRange], _ script: ScriptContents
    ) -> [FixIt] {
        let name = "own_\(nameKey(definition.name))"
        guard script.places(of: name).isEmpty, let last = uses.last else { return [] }
        let source = script.tree.source
        var text = ""
        var position = definition.range.start
        for range in [definition.range] + uses {
            text += source.text(SourceRange(position, range.start)) + name
            position = range.end
        }
        return [FixIt("call it `\(name)`", range: SourceRange(definition.range.start, last.end), replacement: text)]
    }
}
