package import Columnar
package import Diagnostics
package import Syntax

extension Binder {
    /// The constant of a `param` or `set` statement.
    package static func constant(
        _ statement: SyntaxNode, _ environment: Environment
    ) -> (value: Value?, diagnostics: [Diagnostic]) {
        let binder = Binder(environment)
        guard let node = statement.nodes.last,
            let bound = binder.bind(node, .row(RowScope(fields: [], dataSet: nil)))
        else { return (nil, binder.diagnostics) }
        if let value = bound.constantValue { return (value, binder.diagnostics) }
        // A negative number is an expression without columns.
        if case .arithmetic(.subtract, let zero, let operand) = bound.kind, let value = operand.constantValue,
            zero.constantValue != nil
        {
            switch value {
            case .integer(let number): return (.integer(-number), binder.diagnostics)
            case .number(let number): return (.number(-number), binder.diagnostics)
            case .percent(let number): return (.percent(-number), binder.diagnostics)
            case .duration(let length): return (.duration(-length), binder.diagnostics)
            default: break
            }
        }
        binder.error("not-a-constant", at: node.range, "expected a literal, found `\(node.canonicalText)`")
        return (nil, binder.diagnostics)
    }

    /// The value of a `set` statement, whose option must be known and take such a value.
    package static func option(
        _ statement: SyntaxNode, _ environment: Environment
    ) -> (value: Value?, diagnostics: [Diagnostic]) {
        let name = ProfileReader.name(of: statement)
        let binder = Binder(environment)
        guard let setting = Setting.named(name) else {
            let words = statement.tokens.filter { $0.kind == .word || $0.kind == .quotedName }
            let range = words.count > 1 ? words[1].range : statement.range
            let names = Setting.all.map(\.name)
            let shown = Setting.general.map(\.name) + ["those of `tally help warnings`"]
            let (advice, fixIts) = binder.didYouMean(name, at: range, among: names)
            binder.error(
                "unknown-option", at: range, "there is no option `\(name)`",
                advice: advice ?? "options: \(shown.joined(separator: ", "))", fixIts: fixIts)
            return (nil, binder.diagnostics)
        }
        let found = constant(statement, environment)
        guard let value = found.value, let node = statement.nodes.last else { return found }
        guard value.type == setting.type else {
            binder.error(
                "option-type", at: node.range,
                "`\(setting.name)` takes \(setting.type.description), found `\(node.canonicalText)`",
                advice: "for example `\(setting.example)`")
            return (nil, binder.diagnostics)
        }
        return found
    }
}
