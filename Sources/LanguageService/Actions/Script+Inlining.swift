import Diagnostics
import Semantics
import Syntax

extension Script {
    /// The name of a definition of this text is replaced by what it stands for, where that means the same there.
    func inlined(_ range: SourceRange) -> CodeAction? {
        guard let found = occurrence(at: range.start), !found.isDeclaration, case .definition(let key) = found.symbol
        else { return nil }
        let kinds: Set<SyntaxKind> = [.defineStatement, .measureStatement, .paramStatement]
        let declaration = statements.last { statement in
            statement.range.end <= found.range.start && nameKey(ProfileReader.name(of: statement)) == key
                && ProfileReader.name(of: statement) != ""
        }
        guard let declaration, kinds.contains(declaration.kind), declaration.first(.parameterList) == nil,
            let body = declaration.nodes.last, !body.range.isEmpty
        else { return nil }
        let edit = TextEdit(found.range, Script.operand(body))
        guard keepsMeaning(edit, of: body, behind: declaration) else { return nil }
        return CodeAction(kind: .inline, title: "Replace `\(found.name)` with what it stands for", edits: [edit])
    }

    private static func operand(_ body: SyntaxNode) -> String {
        switch body.kind {
        case .name, .literal, .call, .parenthesized: body.text
        default: "(\(body.text))"
        }
    }

    /// Whether every name of a definition's body means the same in its new place, where a label, an argument or a later
    /// definition may have taken it, and whether the text is still without mistakes.
    private func keepsMeaning(_ edit: TextEdit, of body: SyntaxNode, behind declaration: SyntaxNode) -> Bool {
        var bytes = source.bytes
        bytes.replaceSubrange(edit.range.start..<edit.range.end, with: Array(edit.replacement.utf8))
        let edited = Script(SourceText(bytes: bytes, name: source.name), catalog)
        let place = SourceRange(edit.range.start, edit.range.start + edit.replacement.utf8.count)
        let before = occurrences().filter { body.range.contains($0.range) }
        let after = edited.occurrences().filter { place.contains($0.range) }
        guard before.map(\.symbol) == after.map(\.symbol) else { return false }
        let used = Set(before.map { nameKey($0.name) })
        let isTaken = statements.contains { statement in
            statement.range.start >= declaration.range.end && statement.range.end <= edit.range.start
                && used.contains(nameKey(ProfileReader.name(of: statement)))
        }
        return !isTaken && (!edited.diagnostics().hasErrors || diagnostics().hasErrors)
    }
}
