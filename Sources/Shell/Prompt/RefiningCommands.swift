import Engine

extension PromptCommand {
    /// Going on from the last query.
    static let refining: [PromptCommand] = [
        PromptCommand(
            name: "+", form: "+ CLAUSES",
            summary: "Refines the last query; all but where and show replace."
        ) { prompt, argument in
            prompt.refine { last throws(Refinement.Refusal) in try Refinement.adding(argument, to: last) }
            return .done
        },
        PromptCommand(name: "-", form: "- CLAUSE", summary: "Takes a clause from the last query: - top") {
            prompt, argument in
            prompt.refine { last throws(Refinement.Refusal) in try Refinement.removing(argument, from: last) }
            return .done
        },
        PromptCommand(name: "undo", form: "undo", summary: "Goes back to the query before.") { prompt, _ in
            prompt.undo()
            return .done
        },
        PromptCommand(
            name: "it", form: "it, #3",
            summary:
                "The last query, and that of result 3: alone asks it again, with clauses refines it, `from #3` reads its table."
        ) { prompt, _ in
            if prompt.lastQuery == nil { prompt.noQuery() } else { prompt.run("from it") }
            return .done
        },
        PromptCommand(name: "rows", form: "rows N", summary: "Lists the cases behind row N of the last result.") {
            prompt, argument in
            prompt.drill(into: Int(argument) ?? 0)
            return .done
        },
        PromptCommand(
            name: "save", form: "save last N as FILE", summary: "Writes the last N queries to a script."
        ) { prompt, argument in
            prompt.save(argument)
            return .done
        },
        PromptCommand(name: "\\e", form: "\\e", summary: "Edits the last query in $EDITOR and runs it.") {
            prompt, _ in
            prompt.edit()
            return .done
        },
    ]
}
