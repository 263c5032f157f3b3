import Diagnostics
import LanguageService
import Semantics
import Syntax

/// What a text from a page may not do: a dashboard answers questions about the data that it was started with, and
/// neither writes files nor reads others.
enum ReadOnly {
    /// What a file that a query names is answered with.
    static let refusal = "a dashboard reads only the data and the script that it was started with"

    static func findings(_ tree: SyntaxTree) -> [Diagnostic] {
        var found: [Diagnostic] = []
        func refuse(_ node: SyntaxNode, _ message: String, advice: String? = nil) {
            found.append(Diagnostic(id: "read-only", at: node.range, message, advice: advice))
        }
        tree.root.walk { node in
            switch node.kind {
            case .intoClause:
                refuse(
                    node, "a dashboard writes no files", advice: "leave out `into`; the page downloads results as CSV")
            case .saveStatement: refuse(node, "a dashboard writes no files", advice: "`save` works in `tally` itself")
            case .useStatement: refuse(node, refusal, advice: "start it with the script: `tally serve DATA x.tally`")
            case .datasetStatement:
                refuse(
                    node, "a profile must be known before the data is read",
                    advice: "start the dashboard with a script that holds it: `tally serve DATA x.tally`")
            case .setStatement where nameKey(ProfileReader.name(of: node)) == "holidays": refuse(node, refusal)
            default: break
            }
        }
        return found
    }
}
