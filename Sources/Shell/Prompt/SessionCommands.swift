import Engine

extension PromptCommand {
    /// The session itself.
    static let sessions: [PromptCommand] = [
        PromptCommand(
            name: ".load", form: ".load FILE", summary: "Reads a file as the data that queries read."
        ) {
            prompt, argument in
            prompt.load(argument)
            return .done
        },
        PromptCommand(name: ".read", form: ".read FILE", summary: "Runs the queries of a script.") { prompt, argument in
            prompt.read(argument)
            return .done
        },
        PromptCommand(
            name: ".profile", form: ".profile", summary: "Tells what the data set's profile defines."
        ) { prompt, _ in
            prompt.showProfile()
            return .done
        },
        PromptCommand(name: ".set", form: ".set", summary: "Lists the options of `set` and what they are set to.") {
            prompt, _ in
            prompt.listSettings()
            return .done
        },
        PromptCommand(
            name: ".history", form: ".history [all]",
            summary: "Lists what was asked of this data, or of all, with results' numbers, rows and times.",
            choices: { _ in ["all"] }
        ) { prompt, argument in
            prompt.listHistory(all: argument == "all")
            return .done
        },
        PromptCommand(
            name: ".watch", form: ".watch",
            summary: "Runs the last query again when the data changes."
        ) { prompt, _ in
            prompt.watch()
            return .done
        },
        PromptCommand(name: ".quit", form: ".quit", summary: "Leaves; so do quit, exit and Ctrl-D.") { _, _ in .leave },
        PromptCommand(name: ".exit", form: ".exit", summary: "Leaves.") { _, _ in .leave },
        PromptCommand(name: "quit", form: "quit", summary: "Leaves.") { _, _ in .leave },
        PromptCommand(name: "exit", form: "exit", summary: "Leaves.") { _, _ in .leave },
    ]
}
