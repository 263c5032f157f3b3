package import Diagnostics
import Semantics
import Syntax

/// Finds what is wrong with a text that changes: a statement that stays the same, and whose names mean the same, is not
/// looked at again. The findings are those of a fresh look.
package struct Checker {
    /// What the statements before one have set up, as far as it can make a difference.
    private struct Setting {
        /// By the key of each definition's name, what its statement says.
        var definitions: [String: Int] = [:]
        /// All that was defined, in its order.
        var sequence = 0
        /// Parameters, options, used scripts and profiles, with all that was defined before them.
        var others = 0
    }

    /// The findings of a statement, and what they rest on.
    private struct Look {
        let findings: [Diagnostic]
        let sequence: Int
        let others: Int
        /// The names that it asked for with what they meant; nil where it looked at all that was defined.
        let used: [(name: String, meaning: Int?)]?

        func holds(in setting: Setting) -> Bool {
            guard others == setting.others else { return false }
            guard sequence != setting.sequence else { return true }
            return used?.allSatisfy { setting.definitions[$0.name] == $0.meaning } ?? false
        }
    }

    private var known: [String: [Look]] = [:]

    package init() {}

    /// Forgets everything: the data or a used script has changed.
    package mutating func reset() { known = [:] }

    package mutating func diagnostics(_ script: Script) -> [Diagnostic] {
        var environment = script.catalog.environment
        var setting = Setting()
        var found = script.tree.diagnostics
        var kept: [String: [Look]] = [:]
        for statement in script.statements {
            let (start, text) = (statement.range.start, statement.text)
            if let look = kept[text]?.first(where: { $0.holds(in: setting) }) {
                found += look.findings.map { $0.moved(by: start) }
            } else {
                let look =
                    known[text]?.first { $0.holds(in: setting) }
                    ?? Checker.look(at: statement, script, environment, setting)
                kept[text, default: []].append(look)
                found += look.findings.map { $0.moved(by: start) }
            }
            switch statement.kind {
            case .queryStatement, .explainStatement, .expectStatement: break
            default:
                let definition = ProfileReader.definition(statement)
                let changesSpans = definition.map(environment.changesSpans) ?? false
                script.apply(statement, to: &environment)
                var hasher = Hasher()
                hasher.combine(setting.sequence)
                hasher.combine(text)
                setting.sequence = hasher.finalize()
                if let definition {
                    setting.definitions[nameKey(definition.name)] = text.hashValue
                    if changesSpans {
                        setting.definitions[Lookups.spans] =
                            [setting.definitions[Lookups.spans], text.hashValue].hashValue
                    }
                } else {
                    setting.others = setting.sequence
                }
            }
        }
        if !found.hasErrors { found += Binder.inspect(script.tree, in: environment) }
        // What is gone from the text is forgotten.
        known = kept
        return found.map { Binder.answerable($0, in: environment) }.sorted {
            ($0.range.start, $0.range.end) < ($1.range.start, $1.range.end)
        }
    }

    private static func look(
        at statement: SyntaxNode, _ script: Script, _ environment: Environment, _ setting: Setting
    ) -> Look {
        let lookups = Lookups()
        var environment = environment
        environment.lookups = lookups
        let findings = script.findings(statement, environment).map { $0.moved(by: -statement.range.start) }
        return Look(
            findings: findings, sequence: setting.sequence, others: setting.others,
            used: lookups.names?.map { ($0, setting.definitions[$0]) })
    }
}
