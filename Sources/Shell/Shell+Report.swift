import Columnar
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
            text = ReportText(try source.text(isCancelled: Interrupt.isRequested), name: source.title)
        } catch {
            return narration.report(error)
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
            try isHTML ? writeHTML(report) : writeMarkdown(report)
            return .success
        } catch {
            return narration.report(error)
        }
    }

    private func writeHTML(_ report: Report) throws(OutputError) {
        guard let output = options.output else { return }
        try OutputFile.write(try HTMLPage.text(report, path: output), to: output, overwrite: options.overwrites)
        say(report, isIn: output, pictures: 0)
    }

    private func writeMarkdown(_ report: Report) throws(OutputError) {
        let page = try MarkdownPage(report, path: options.output)
        guard let output = options.output else {
            try StandardOutput().write(page.text)
            if page.undrawn > 0 {
                narration.say(
                    "note: pictures lie beside a page: with `-o page.md` they are drawn, here are their tables")
            }
            return
        }
        for picture in page.pictures { try picture.check(overwrite: options.overwrites) }
        // The page comes last: what it names is there when it is.
        let files = page.pictures.map { ($0.path, $0.svg) } + [(output, page.text)]
        try OutputFile.write(files, overwrite: options.overwrites)
        say(report, isIn: output, pictures: page.pictures.count)
        guard options.overwrites else { return }
        let removed = PagePicture.removeLeftovers(of: output, from: page.pictures.count + 1)
        if removed > 0 { narration.say("removed \(counted(removed, "picture")) that only the page before had") }
    }

    private func say(_ report: Report, isIn output: String, pictures: Int) {
        let count = report.resultCount
        let beside = pictures == 0 ? "" : ", and \(counted(pictures, "picture")) beside it"
        narration.say("wrote \(counted(count, "result")) to \(output)\(beside)")
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
