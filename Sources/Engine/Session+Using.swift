import Diagnostics
import Semantics
import Syntax
import TabularIO

/// What a script takes from itself before it is bound, and from others.
extension Session {
    /// Takes the profiles of a script, which have to be known before data is loaded.
    func readProfiles(of tree: SyntaxTree) {
        for node in tree.root.nodes(.datasetStatement) { readProfile(node, in: tree.root) }
    }

    private func readProfile(_ node: SyntaxNode, in root: SyntaxNode) {
        var profile = ProfileReader.profile(node)
        // The definitions behind a dataset statement, up to the next one, belong to the profile.
        let following = root.nodes.drop { $0.range.start <= node.range.start }.prefix { $0.kind != .datasetStatement }
        profile.definitions = following.prefix { ProfileReader.definition($0) != nil }.compactMap(
            ProfileReader.definition)
        profiles.append(profile)
    }

    /// Reads another script's definitions and profiles.
    func use(
        _ path: String, at range: SourceRange, findings: inout [Diagnostic], in source: SourceText
    ) throws(EngineError) {
        guard let text = try? InputSource.file(path).text() else {
            findings.append(.unreadableScript(path, at: range))
            return
        }
        guard !scriptsInUse.contains(path) else {
            findings.append(
                Diagnostic(
                    id: "circular-use", at: range, "`\(path)` is used by itself",
                    advice: "put what both need into a script that uses neither"))
            return
        }
        scriptsInUse.append(path)
        defer { scriptsInUse.removeLast() }
        let script = try plan(text, name: path)
        if let statement = script.statements.first(where: \.hasOutput) {
            findings.append(.usedQuery(statement.text, in: path, at: range))
        }
    }
}
