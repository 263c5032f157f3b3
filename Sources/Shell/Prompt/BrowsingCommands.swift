import Columnar
import Diagnostics
import Engine
import LanguageService
import Semantics

extension PromptCommand {
    /// Looking at the data and at the language.
    static let browsing: [PromptCommand] = [
        PromptCommand(name: ".help", form: ".help", summary: "Lists the commands of the prompt.") { prompt, _ in
            prompt.page(list(width: Terminal.width ?? .max).joined(separator: "\n"))
            return .done
        },
        PromptCommand(
            name: "?", form: "?TOPIC", summary: "Explains a word of the language or a column.",
            choices: { _ in Manual.entries.map(\.name) }
        ) { prompt, argument in
            let entries = argument.isEmpty ? [] : Manual.entries(about: argument)
            if argument.isEmpty {
                prompt.page(HelpText.overview())
            } else if argument.hasSuffix("%"), argument.count > 1, !entries.contains(where: { $0.syntax == argument }),
                !prompt.catalog.environment.dataSets.isEmpty
            {
                // A share of this data, and not what shares are.
                prompt.explain(argument)
            } else if let card = prompt.card(of: argument) {
                prompt.page(([card] + entries.map(HelpText.text)).joined(separator: "\n\n"))
            } else if !entries.isEmpty {
                prompt.page(entries.map(HelpText.text).joined(separator: "\n\n"))
            } else {
                let near = Manual.suggestion(for: argument).map { "did you mean `?\($0)`?" }
                prompt.fail("there is no topic and no column `\(argument)`", advice: near)
            }
            return .done
        },
        PromptCommand(name: ".tables", form: ".tables", summary: "Lists the data sets and views.") { prompt, _ in
            for data in prompt.catalog.environment.dataSets {
                prompt.say("  \(data.name): \(grouped(data.table.rowCount)) rows × \(data.table.columns.count) columns")
            }
            for definition in prompt.catalog.environment.allDefinitions where definition.name.first != "#" {
                if case .view = definition.meaning { prompt.say("  \(definition.name): a view") }
            }
            return .done
        },
        PromptCommand(
            name: ".columns", form: ".columns", summary: "Lists the columns and definitions with their types."
        ) { prompt, _ in
            prompt.listColumns()
            return .done
        },
        PromptCommand(
            name: ".describe", form: ".describe COLUMN",
            summary: "Shows what is in a column.",
            choices: { $0.environment.dataSets.first?.fields.map(\.name) ?? [] }
        ) { prompt, argument in
            if let card = prompt.card(of: argument) {
                prompt.page(card)
            } else {
                prompt.fail("there is no column `\(argument)`", advice: "`.columns` lists them")
            }
            return .done
        },
    ]

    /// All commands with what they do, side by side where there is room for it.
    private static func list(width: Int) -> [String] {
        let formWidth = all.map(\.form.count).max() ?? 0
        var lines: [String] = []
        for command in all {
            if width < 3 * formWidth {
                lines.append("  \(command.form)")
                lines += wordWrapped("      \(command.summary)", to: width, indent: 6)
                continue
            }
            let form = "  " + DisplayText.padded(command.form, to: formWidth + 2, right: false)
            lines += wordWrapped(form + command.summary, to: width, indent: form.count)
        }
        let end = """
            Tab completes words, columns and values with their counts. `?` lists the topics of the language. What starts \
            with `.` or `?` between the lines of an unfinished query is run at once; the query stays and goes on. \
            `\\d`, `\\dt`, `\\i`, `\\o`, `\\h` and `\\q` are short for `.columns` (with a name, `.describe`), `.tables`, \
            `.read`, `.output`, `.help` and `.quit`.
            """
        return lines + [""] + wordWrapped(end, to: width)
    }
}
