import Engine
import TabularIO

extension PromptCommand {
    /// How and where results are shown.
    static let output: [PromptCommand] = [
        PromptCommand(
            name: ".mode", form: ".mode FORMAT", summary: "Picks the format of results: table, csv, json …",
            choices: { _ in Exporters.all.map(\.name) }
        ) { prompt, argument in
            if let exporter = Exporters.named(argument) {
                prompt.choose(exporter)
            } else if let document = Exporters.document(named: argument) {
                prompt.fail(
                    "`\(document.name)` is not for a terminal",
                    advice: "put `into \"result.\(document.endings[0])\"` behind a query")
            } else {
                prompt.fail(
                    "there is no format `\(argument)`",
                    advice: "formats: \(Exporters.all.map(\.name).joined(separator: ", "))")
            }
            return .done
        },
        PromptCommand(
            name: ".output", form: ".output FILE",
            summary: "Writes the last result in the format of the ending; `| COMMAND` sends it the next ones."
        ) { prompt, argument in
            prompt.output(to: argument)
            return .done
        },
        PromptCommand(
            name: ".timer", form: ".timer on|off", summary: "Shows the times of each step.",
            choices: { _ in ["on", "off"] }
        ) { prompt, argument in
            prompt.set(argument, ".timer") { prompt.runner.options.timing = $0 }
            return .done
        },
        PromptCommand(
            name: ".explain", form: ".explain [MEASURE]",
            summary: "Says in words what the last query, or a measure, stands for."
        ) { prompt, argument in
            prompt.explain(argument)
            return .done
        },
        PromptCommand(
            name: ".preview", form: ".preview on|off",
            summary: "Shows the answer, or the first mistake, while a query is typed.",
            choices: { _ in ["on", "off"] }
        ) { prompt, argument in
            prompt.set(argument, ".preview") { prompt.assistant?.showsPreview = $0 }
            return .done
        },
        PromptCommand(
            name: ".theme", form: ".theme dark|light",
            summary: "Picks colours that suit the background, where the terminal does not tell what it is.",
            choices: { _ in Theme.all.map(\.name) }
        ) { prompt, argument in
            if let theme = Theme.named(argument) {
                prompt.assistant?.chosenTheme = theme
            } else {
                prompt.fail("expected `.theme \(Theme.all.map(\.name).joined(separator: "` or `.theme "))`")
            }
            return .done
        },
        PromptCommand(
            name: ".pager", form: ".pager on|off", summary: "Shows what is longer than the screen in a pager.",
            choices: { _ in ["on", "off"] }
        ) { prompt, argument in
            prompt.set(argument, ".pager") { prompt.pager.isOn = $0 }
            return .done
        },
    ]
}
