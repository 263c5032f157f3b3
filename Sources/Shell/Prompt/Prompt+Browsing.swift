import Columnar
import Diagnostics
import Engine
import LanguageService
import Semantics
import TabularIO

/// What the prompt tells about data and session.
extension Prompt {
    /// What is in a column: its type, how much is missing, its usual values.
    func card(of name: String) -> String? {
        guard let data = catalog.environment.dataSets.first,
            let index = data.fields.firstIndex(where: { nameKey($0.name) == nameKey(name) })
                ?? data.fields.firstIndex(where: { $0.header.map(nameKey) == nameKey(name) })
        else { return nil }
        return session.card(ofColumn: index, in: data, width: Terminal.width)
    }

    /// The last query in words with its plan; with a text, what `explain` says of it.
    func explain(_ what: String) {
        guard !what.isEmpty else {
            if let lastQuery { run("explain \(lastQuery)", remembers: false) } else { noQuery() }
            return
        }
        run("explain \(what)", remembers: false)
    }

    func listColumns() {
        guard let data = catalog.environment.dataSets.first else { return fail("no data is loaded") }
        let width = data.fields.map { displayWidth($0.name) }.max() ?? 0
        var lines = data.fields.map { field in
            "  \(DisplayText.padded(field.name, to: width, right: false))  \(field.type.description)"
        }
        let definitions = (data.definitions + catalog.environment.allDefinitions).filter { !$0.isView }.map(\.name)
        if !definitions.isEmpty {
            let sentence = "defined: \(definitions.joined(separator: ", "))"
            lines += wordWrapped(sentence, to: Terminal.width ?? .max, indent: 2)
        }
        page(lines.joined(separator: "\n"))
    }

    func showProfile() {
        guard let data = catalog.environment.dataSets.first else { return fail("no data is loaded") }
        var shown = ["\(data.name): \(grouped(data.table.rowCount)) rows"]
        let width = data.definitions.map { displayWidth($0.name) }.max() ?? 0
        for definition in data.definitions {
            let name = "  \(DisplayText.padded(definition.name, to: width, right: false))  "
            shown += wordWrapped(name + definition.text, to: Terminal.width ?? .max, indent: displayWidth(name))
        }
        page(shown.joined(separator: "\n"))
    }

    func listSettings() {
        let lines = Setting.all.map { setting in
            let value = catalog.environment.options[nameKey(setting.name)].flatMap(ValueText.machine) ?? "not set"
            return "  \(setting.name) = \(value)"
        }
        page(lines.joined(separator: "\n"))
    }

    func load(_ path: String) {
        guard !path.isEmpty else { return fail("expected a file, such as `.load calls.csv`") }
        session.add(files: [path])
        do throws(EngineError) { try session.loadPending() } catch { report(error) }
    }

    /// Runs a script, whose last query may be refined then.
    func read(_ path: String) {
        guard !path.isEmpty else { return fail("expected a script, such as `.read report.tally`") }
        do throws(LoadError) {
            let text = try InputSource.file(path).text(isCancelled: Interrupt.isRequested)
            run(text.trimmingSpace, name: path)
        } catch {
            fail(error.message, advice: error.advice)
        }
    }

    /// Runs the last query whenever a file of the data changes, until Ctrl-C.
    func watch() {
        guard let query = lastQuery else { return noQuery() }
        guard let first = FileChange.states(of: session.files) else {
            return fail("the data is no file that can change")
        }
        var known = first
        say("watching \(session.files.joined(separator: ", ")); Ctrl-C ends it")
        guard run(query) else { return }
        while !Interrupt.isRequested() {
            FileChange.wait()
            guard let now = FileChange.states(of: session.files), now != known else { continue }
            known = now
            do throws(EngineError) { try session.reload() } catch {
                report(error)
                continue
            }
            guard run(query) else { return }
        }
    }
}
