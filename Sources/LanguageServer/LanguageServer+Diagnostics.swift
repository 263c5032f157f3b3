import Diagnostics
import JSON
import LanguageService

/// What is wrong with the open documents.
extension LanguageServer {
    /// Publishes the findings of every document that has changed since.
    func publishDiagnostics() {
        for (uri, document) in documents where document.isDirty {
            guard let script = try? script(uri) else { continue }
            documents[uri]?.isDirty = false
            publish(findings(uri, script), script.source, uri, document.version)
        }
        loadWantedFiles()
    }

    /// What is known to be wrong with a document: its spelling at once, names and types when the data's columns are known,
    /// everything when its values are.
    func findings(_ uri: String, _ script: Script) -> [Diagnostic] {
        let isWaiting = isLoading && data == nil
        if isWaiting, outline == nil { return script.spelling }
        let found = documents[uri]?.checker.diagnostics(script) ?? []
        let lacksValues = isWaiting || sideFiles.areOutlined
        return found.filter { finding in
            !finding.message.hasSuffix(SideFiles.loadingMessage)
                && !(lacksValues && (finding.severity != .error || LanguageServer.needsValues.contains(finding.id)))
        }
    }

    /// The mistakes that only the data's values tell, such as where the data ends.
    private static let needsValues: Set<String> = ["no-as-of", "empty-range"]

    private func publish(_ found: [Diagnostic], _ source: SourceText, _ uri: String, _ version: Int) {
        outbox.notify(
            "textDocument/publishDiagnostics",
            [
                "uri": .string(uri), "version": .integer(version),
                "diagnostics": .array(found.map { json($0, in: source) }),
            ])
    }

    func json(_ diagnostic: Diagnostic, in source: SourceText) -> JSONValue {
        let severity =
            switch diagnostic.severity {
            case .error: 1
            case .warning: 2
            case .note: 3
            }
        let text = ([diagnostic.message, diagnostic.advice].compactMap { $0 } + diagnostic.notes).joined(
            separator: "\n")
        return [
            "range": client.encoding.json(diagnostic.range, in: source), "severity": .integer(severity),
            "code": .string(diagnostic.id), "source": "tally", "message": .string(text),
        ]
    }
}
