import Columnar
import Diagnostics
import Engine
import TabularIO

/// Where results go, and in what format.
extension Shell {
    var outputOptions: OutputOptions {
        var outputOptions = OutputOptions()
        outputOptions.isCancelled = Interrupt.isRequested
        outputOptions.durations = options.durations.flatMap(DurationUnit.init(rawValue:))
        if options.output == nil {
            outputOptions.width = Terminal.width
            outputOptions.colors = Terminal.usesColors(options.color, isTerminal: Terminal.isOutputTerminal)
        }
        return outputOptions
    }

    func exporter(byDefault usual: String) -> (any Exporter)? {
        if let format = options.format {
            if let exporter = Exporters.named(format) { return exporter }
            if document != nil { return Exporters.named(usual) }
            let known = Exporters.names
            let near = Suggestion.nearest(to: format, among: known)
            narration.error(
                "there is no output format `\(format)`",
                advice: near.map { "did you mean `\($0)`?" } ?? "formats: \(known.joined(separator: ", "))")
            return nil
        }
        if let path = options.output {
            if document != nil { return Exporters.named(usual) }
            do throws(OutputError) { return try Exporters.forFile(path) } catch {
                _ = narration.report(error, option: "--output", path)
                return nil
            }
        }
        return Exporters.named(usual)
    }

    /// The format for several results that the command line asks for, by name or by a file's ending.
    var document: (any DocumentExporter)? {
        if let format = options.format { return Exporters.document(named: format) }
        return options.output.flatMap { Exporters.document(forFile: $0) }
    }

    /// Says why a document cannot be written where the command line wants it; nil when it can.
    func refuse(_ document: any DocumentExporter, readsScript: Bool) -> ExitCode? {
        if options.output == nil, Terminal.isOutputTerminal {
            narration.error(
                "`\(document.name)` is not for a terminal",
                advice: "name a file: `--output result.\(document.endings[0])`")
            return .usage
        }
        guard readsScript, Terminal.isInputTerminal else { return nil }
        narration.error("`\(document.name)` needs its queries from -c or -f")
        return .usage
    }

    func canWriteSideFile(of path: String) -> Bool {
        do throws(OutputError) {
            let files = ResultFiles(Session(threads: 1), narration, outputOptions)
            try files.check(path, overwrite: options.overwrites, provenance: true)
            return true
        } catch {
            _ = narration.report(error, option: "--output", path)
            return false
        }
    }

    /// Writes the account beside a file of results.
    func writeSideFile(of path: String, _ parts: [Document.Part], _ session: Session) -> ExitCode {
        do throws(OutputError) {
            let files = ResultFiles(session, narration, outputOptions)
            try files.writeSideFile(of: path, parts, overwrite: options.overwrites)
            return .success
        } catch {
            return narration.report(error)
        }
    }

    /// Runs with a file as output; when the run fails, no file appears.
    func write(to path: String, _ body: (@escaping ByteSink) -> ExitCode) -> ExitCode {
        var code = ExitCode.success
        do throws(OutputError) {
            try OutputFile.write(to: path, overwrite: options.overwrites) { (sink) throws(OutputError) in
                code = body(sink)
                if code != .success { throw OutputError(.abandoned, "nothing was written to `\(path)`") }
            }
        } catch {
            // What made the run fail has been said already.
            guard error.kind != .abandoned else { return code }
            return narration.report(error, option: "--output", path)
        }
        return code
    }
}
