public import Diagnostics
import Syntax

extension Session {
    /// A script in its canonical form. A statement with a mistake stays as it is, and the mistake is among the findings.
    public static func format(_ text: String, name: String) -> (
        text: String, diagnostics: [Diagnostic], source: SourceText
    ) {
        let source = SourceText(text, name: name)
        let tree = Parser.parse(source)
        return (Formatter.format(tree), tree.diagnostics, source)
    }

    /// Everything that is wrong or doubtful in a script, without running it. Without data only the text itself is looked
    /// at: what names mean depends on the columns.
    /// - Throws: `EngineError.load` when the data cannot be read.
    public func check(
        _ text: String, name: String, hasData: Bool
    ) throws(EngineError) -> (diagnostics: [Diagnostic], source: SourceText) {
        do throws(EngineError) {
            let script = try prepare(text, name: name)
            return (script.warnings, script.source)
        } catch {
            guard case .query(let diagnostics, let source) = error else { throw error }
            guard !hasData else { return (diagnostics, source) }
            return (diagnostics.filter { $0.id != "no-data" }, source)
        }
    }
}
