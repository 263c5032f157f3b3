import Diagnostics
import LanguageService

/// Names across the scripts of a workspace: those that `use` each other, directly or by others, share definitions.
extension LanguageServer {
    func uri(of path: String) -> String {
        documents.keys.first { FileAddress.path(of: $0) == path } ?? FileAddress.uri(of: path)
    }

    /// The places of a symbol in a document and, where it can be known elsewhere, in the scripts that are tied to it.
    func occurrences(
        of symbol: NameSymbol, from uri: String, _ script: Script
    ) -> [(uri: String, script: Script, occurrences: [NameOccurrence])] {
        var result = [(uri, script, script.occurrences().filter { $0.symbol == symbol })]
        guard symbol.isShared, let path = FileAddress.path(of: uri) else { return result }
        let isDeclaredHere = result[0].2.contains(where: \.isDeclaration)
        for (other, otherScript) in tied(to: path, script) {
            let found = otherScript.occurrences().filter { $0.symbol == symbol }
            // Another script's own definition of the name is another thing, unless it is the one meant here.
            let declaresToo = found.contains(where: \.isDeclaration)
            guard !found.isEmpty, !(declaresToo && isDeclaredHere) else { continue }
            result.append((other, otherScript, found))
        }
        return result
    }

    /// The scripts that use a script or are used by it, by any number of steps.
    private func tied(to path: String, _ script: Script) -> [(uri: String, script: Script)] {
        var texts: [String: Script] = [path: script]
        var links: [String: Set<String>] = [:]
        let open = documents.keys.compactMap(FileAddress.path)
        for other in Set(workspace.scripts() + open).union([path]) {
            guard let known = texts[other] ?? self.script(atPath: other) else { continue }
            texts[other] = known
            for link in known.documentLinks() where link.kind == .script {
                guard let used = known.catalog.script(at: link.path)?.name else { continue }
                links[other, default: []].insert(used)
                links[used, default: []].insert(other)
            }
        }
        var found: [String] = []
        var seen: Set = [path]
        var left = [path]
        while let next = left.popLast() {
            for neighbour in links[next] ?? [] where seen.insert(neighbour).inserted {
                left.append(neighbour)
                found.append(neighbour)
            }
        }
        return found.sorted().compactMap { path in
            (texts[path] ?? self.script(atPath: path)).map { (uri(of: path), $0) }
        }
    }

    /// A script of the workspace, open or not.
    func script(atPath path: String) -> Script? {
        let uri = uri(of: path)
        if documents[uri] != nil { return try? script(uri) }
        return workspace.text(at: path).map { Script($0, catalog(for: uri)) }
    }
}
