import Diagnostics
import Planning
import Semantics

/// The text of `explain`: the query in a sentence, the plan as written, after each rule that changed it, and how it runs.
enum Explanation {
    static func text(_ plan: LogicalPlan, _ definitions: [Binder.UsedDefinition], width: Int) -> String {
        var sections = [
            "in words\n\(indent(wordWrapped(Sentence.text(plan, definitions), to: width).joined(separator: "\n")))"
        ]
        sections += Optimizer.trace(plan).enumerated().map { index, step in
            index == 0
                ? "plan\n\(indent(step.plan.description))" : "after: \(step.rule)\n\(indent(step.plan.description))"
        }
        let physical = PhysicalPlanner.plan(Optimizer.optimize(plan))
        sections.append("runs as\n\(indent(physical.description))")
        return sections.joined(separator: "\n\n")
    }

    private static func indent(_ text: String) -> String {
        text.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n")
    }
}
