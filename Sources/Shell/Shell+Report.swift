import Diagnostics
import Engine
import Reports
import TabularIO

extension Shell {
    /// Answers the queries of a report and writes its page: all of it, or nothing when something in it is wrong.
    public func report(_ path: String) -> ExitCode {
        Interrupt.install()
        guard let isHTML = isHTML(options.output) else { return .usage }
        let text: ReportText
        do throws(LoadError) {
            let source = InputSource.named(path)
            text = ReportText(
                try source.text(isCancelled: Interrupt.isRequested), name: path == "-" ? "standard input" : path)
        } catch {
            narration.error(error.message, advice: error.advice)
            return .usage
        }
        let session = makeSession()
        defer { writeSnapshots(session) }
        do throws(OutputError) {
            // What cannot be written is not computed first.
            if let output = options.output { try OutputFile.check(output, overwrite: options.overwrites) }
            let report: Report
            do throws(EngineError) { report = try ReportRunner(session).run(text) } catch {
                return narration.report(error)
            }
            narration.show(report.findings, in: report.source)
            for path in report.paths {
                narration.say("note: `into \"\(path)\"` is left aside: the page holds the result")
            }
            guard report.broken.isEmpty else {
                narration.show(report.broken, in: report.source)
                return .expectation
            }
            let page = isHTML ? try HTMLPage.text(report) : try MarkdownPage.text(report)
            if let output = options.output {
                try OutputFile.write(page, to: output, overwrite: options.overwrites)
                let count = report.resultCount
                narration.say("wrote \(count) result\(count == 1 ? "" : "s") to \(output)")
            } else {
                try StandardOutput().write(page)
            }
            return .success
        } catch {
            narration.error(error.message)
            return .query
        }
    }

    /// What kind of page a file's ending picks; without a file Markdown, which a terminal can show.
    private func isHTML(_ path: String?) -> Bool? {
        guard let path = path?.lowercased() else { return false }
        if [".html", ".htm"].contains(where: path.hasSuffix) { return true }
        if [".md", ".markdown"].contains(where: path.hasSuffix) { return false }
        narration.error("`\(options.output ?? "")` is no page", advice: "the endings of pages are .html and .md")
        return nil
    }
}
