package import Diagnostics
import Semantics
import Syntax

/// Finds what is wrong with a text that changes: a statement that stays the same, under the same definitions, is not
/// looked at again. The findings are those of a fresh look.
package struct Checker {
    private struct Key: Hashable {
        let text: String
        /// What the definitions before it say.
        let definitions: Int
    }

    private var known: [Key: [Diagnostic]] = [:]

    package init() {}

    /// Forgets everything: the data or a used script has changed.
    package mutating func reset() { known = [:] }

    package mutating func diagnostics(_ script: Script) -> [Diagnostic] {
        var environment = script.catalog.environment
        var definitions = 0
        var found = script.tree.diagnostics
        var kept: [Key: [Diagnostic]] = [:]
        for statement in script.statements {
            let start = statement.range.start
            let key = Key(text: statement.text, definitions: definitions)
            let findings =
                kept[key] ?? known[key] ?? script.findings(statement, environment).map { $0.moved(by: -start) }
            kept[key] = findings
            found += findings.map { $0.moved(by: start) }
            switch statement.kind {
            case .queryStatement, .explainStatement, .expectStatement: break
            default:
                script.apply(statement, to: &environment)
                var hasher = Hasher()
                hasher.combine(definitions)
                hasher.combine(key.text)
                definitions = hasher.finalize()
            }
        }
        if !found.hasErrors { found += Binder.inspect(script.tree, in: environment) }
        // What is gone from the text is forgotten.
        known = kept
        return found.sorted { ($0.range.start, $0.range.end) < ($1.range.start, $1.range.end) }
    }
}
