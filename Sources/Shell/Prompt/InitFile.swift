import TabularIO

/// The file of settings that the prompt reads first: definitions, `set` statements and commands such as `.mode json`.
enum InitFile {
    /// `$XDG_CONFIG_HOME/tally/init.tally`, by default `~/.config/tally/init.tally`; nil without a home.
    static var path: String? {
        // The XDG rules say that a relative path is to be ignored.
        if let folder = Terminal.variable("XDG_CONFIG_HOME"), folder.hasPrefix("/") {
            return folder + "/tally/init.tally"
        }
        return Terminal.variable("HOME").map { $0 + "/.config/tally/init.tally" }
    }

    /// The file's commands and the rest, which is a script; nil when there is no such file.
    static func read() -> (commands: [String], script: String)? {
        guard let path, let text = try? InputSource.file(path).text() else { return nil }
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        let commands = lines.filter { $0.first == "." }.map(String.init)
        // Commands leave an empty line, so that what is below them stays in its line of the file.
        return (commands, lines.map { $0.first == "." ? "" : String($0) }.joined(separator: "\n"))
    }
}
