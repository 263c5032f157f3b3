import Diagnostics
import Engine
import JSON
import TabularIO

/// `tally check`: everything that is wrong or doubtful in scripts, for people, programs and code scanning services.
public struct ScriptCheck {
    /// The forms of the report; a new one is a case here and a file beside this one.
    public enum Form: String, CaseIterable, Sendable {
        case text
        case json
        case sarif
    }

    /// What was found in one script.
    struct Finding {
        let diagnostic: Diagnostic
        let source: SourceText
    }

    private let form: Form
    private let isStrict: Bool
    private let options: ShellOptions
    private let narration: Narration

    /// - Parameter isStrict: Whether warnings fail the check too.
    public init(_ form: Form, isStrict: Bool, _ options: ShellOptions) {
        self.form = form
        self.isStrict = isStrict
        self.options = options
        narration = Narration(colors: Terminal.usesColors(options.color, isTerminal: Terminal.isErrorTerminal))
    }

    /// Checks scripts, each by itself; the data of the options gives names their meaning.
    public func run(_ paths: [String]) -> ExitCode {
        var findings: [Finding] = []
        for path in paths {
            let script = InputSource.named(path)
            let text: String
            do throws(LoadError) { text = try script.text() } catch { return narration.report(error) }
            let session = Session(threads: options.threads)
            session.loading = options.loading
            session.add(files: options.data)
            do throws(EngineError) {
                let found = try session.check(text, name: script.title, hasData: !options.data.isEmpty)
                findings += found.diagnostics.map { Finding(diagnostic: $0, source: found.source) }
            } catch {
                return narration.report(error)
            }
        }
        write(findings)
        let fails = findings.contains { $0.diagnostic.severity == .error || isStrict }
        return fails ? .query : .success
    }

    private func write(_ findings: [Finding]) {
        switch form {
        case .text:
            for finding in findings { narration.show([finding.diagnostic], in: finding.source) }
        case .json: _ = try? StandardOutput().write(CheckReport.json(findings).text + "\n")
        case .sarif: _ = try? StandardOutput().write(CheckReport.sarif(findings).text + "\n")
        }
    }
}
