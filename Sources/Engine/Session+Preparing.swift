import Diagnostics
import Semantics
import Syntax
import TabularIO

extension Session {
    /// Checks and plans every statement of a script. Definitions take effect here.
    ///
    /// Of a big file only the columns are decoded that the script names: it is planned against the header first, without
    /// any row, and what it came upon is what the load is asked for. Should the real plan need more after all, that is
    /// loaded too and the script is planned anew; for a later script that needs more, the whole file is.
    ///
    /// - Throws: `EngineError.query` with all mistakes of the text, `EngineError.load` when its data cannot be read.
    public func prepare(_ text: String, name: String) throws(EngineError) -> PreparedScript {
        defer { tables.forgetFound() }
        defer { wanted = nil }
        wanted = try needs(of: text, name: name)
        while true {
            let before = (environment, profiles, pending)
            let script: Result<PreparedScript, EngineError>
            do throws(EngineError) { script = .success(try plan(text, name: name)) } catch { script = .failure(error) }
            guard let deferred = environment.dataSets.first?.deferred, lacks(deferred) else { return try script.get() }
            wanted = wanted.flatMap { more(than: $0, deferred) }
            (environment, profiles, pending) = before
            if pending.isEmpty {
                pending = sources
                environment.dataSets.removeFirst()
            }
        }
    }

    /// What a load is asked for after one that was asked for less; nil, which is everything, where that does not help.
    private func more(
        than wanted: (headers: Set<String>, end: Bool), _ deferred: DeferredColumns
    ) -> (headers: Set<String>, end: Bool)? {
        let headers = wanted.headers.union(deferred.needed)
        let end = wanted.end || deferred.needsEnd
        return headers.count > wanted.headers.count || end != wanted.end ? (headers, end) : nil
    }

    private func lacks(_ deferred: DeferredColumns) -> Bool {
        if tellsEnd { deferred.askForEnd() }
        return deferred.needsEnd || !deferred.needed.isEmpty
    }

    /// The headers of the columns that a script needs of data that is not loaded yet, and whether it needs the data's end;
    /// nil when it needs everything, or when it makes no difference.
    ///
    /// - Throws: mistakes that no value of the data could mend, so that nobody waits for a big file to hear of a typo.
    private func needs(of text: String, name: String) throws(EngineError) -> (headers: Set<String>, end: Bool)? {
        guard !pending.isEmpty else { return nil }
        let before = (environment, profiles, pending)
        defer { (environment, profiles, pending) = before }
        let following = upcoming.isEmpty ? nil : upcoming.joined(separator: "\n\n")
        let tree = Parser.parse(SourceText(text, name: name))
        readProfiles(of: tree)
        if let following { readProfiles(of: Parser.parse(SourceText(following, name: name))) }
        guard let outline = loader().outline(pending, atLeast: smallestPartialLoad) else { return nil }
        profiles = before.1
        environment.dataSets.insert(outline, at: 0)
        pending = []
        do throws(EngineError) { _ = try plan(text, name: name) } catch {
            if outline.deferred?.needed.isEmpty ?? false,
                let mistakes = mistakesOfNames(error, syntax: tree.diagnostics)
            {
                throw mistakes
            }
        }
        if let following { _ = try? plan(following, name: name) }
        return outline.deferred.map { ($0.needed, tellsEnd || $0.needsEnd) }
    }

    /// The findings of a plan without rows, when all of them are mistakes of spelling: types may turn out otherwise.
    private func mistakesOfNames(_ error: EngineError, syntax: [Diagnostic]) -> EngineError? {
        guard case .query(let findings, let source) = error else { return nil }
        return findings.allSatisfy { $0.id == "unknown-column" || syntax.contains($0) } ? .query(findings, source) : nil
    }
}
