import Diagnostics
import LanguageService
import Synchronization
import TabularIO

/// The folders that are open in the editor, and the scripts in them that are not.
final class Workspace: Sendable {
    /// How deep folders are searched for scripts; beyond that, and beyond so many scripts, nothing is looked at.
    private static let depth = 4
    private static let maximumScripts = 2_000

    let roots: [String]
    /// The scripts that have been read, by path; nil for one that cannot be. Open documents stand here too.
    private let texts = Mutex<[String: SourceText?]>([:])

    init(roots: [String]) { self.roots = roots }

    /// The paths of the workspace's scripts, in order.
    func scripts() -> [String] {
        var found: Set<String> = []
        for root in roots {
            var pattern = root
            for _ in 0..<Workspace.depth {
                pattern += "/*"
                for path in InputSource.files(matching: pattern + ".tally") { found.insert(path) }
                if found.count > Workspace.maximumScripts { break }
            }
        }
        return found.sorted()
    }

    static func exists(_ path: String) -> Bool { !InputSource.files(matching: path).isEmpty }

    /// A script's text: that of the editor where it is open, else that of the file.
    func text(at path: String) -> SourceText? {
        if let known = texts.withLock({ $0[path] }) { return known }
        let text = (try? InputSource.file(path).text()).map { SourceText($0, name: path) }
        texts.withLock { $0[path] = .some(text) }
        return text
    }

    /// An open document says what its file will hold.
    func set(_ source: SourceText, at path: String) { texts.withLock { $0[path] = .some(source) } }

    /// A file has changed or is open no more: its text is read again.
    func forget(_ path: String) { _ = texts.withLock { $0.removeValue(forKey: path) } }
}
