import Engine
import Semantics
import TabularIO

/// What `tally help` says.
public enum Help {
    /// The manual's entry, list or overview for the words behind `help`; an unknown topic is a mistake of usage.
    public static func run(topic words: [String]) -> ExitCode {
        let topic = words.joined(separator: " ")
        if topic.isEmpty { return write(HelpText.overview()) }
        let entries = Manual.entries(about: topic)
        if !entries.isEmpty { return write(entries.map(HelpText.text).joined(separator: "\n\n")) }
        if let kind = Manual.kind(named: topic) { return write(HelpText.list(kind)) }
        let near = Manual.suggestion(for: topic).map { "did you mean `\($0)`?" }
        Narration(colors: false).error(
            "the manual has no topic `\(topic)`", advice: near ?? "`tally help` lists the topics")
        return .usage
    }

    /// Writes the reference page, Markdown made of the same entries.
    public static func writeReference() -> ExitCode { write(ReferencePage.text()) }

    private static func write(_ text: String) -> ExitCode {
        do throws(OutputError) {
            try StandardOutput().write(text.hasSuffix("\n") ? text : text + "\n")
            return .success
        } catch {
            Narration(colors: false).error(error.message)
            return .query
        }
    }
}
