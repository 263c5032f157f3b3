package import Syntax

/// What stands behind `explain`: a query, or a measure.
extension Binder {
    /// What stands first in a stage and names what it reads: behind `explain` only the name of a view or a data set.
    func leadingSource(_ stage: SyntaxNode) -> SyntaxNode? {
        if let reference = stage.first(.reference) { return reference }
        guard let name = stage.nodes.first(where: \.isExplainedMeasure)?.first(.item)?.nodes.last, name.kind == .name
        else { return nil }
        let isSource = view(name) != nil || environment.dataSet(named: name.unquoted(name.firstToken)) != nil
        return isSource ? name : nil
    }

    /// Whether the query behind `explain` is a measure, or a value of each row, and no query.
    package static func isMeasure(_ query: SyntaxNode, in environment: Environment) -> Bool {
        let stages = query.nodes(.stage)
        guard stages.count == 1, let stage = stages.first, stage.nodes.contains(where: \.isExplainedMeasure) else {
            return false
        }
        return Binder(environment).leadingSource(stage) == nil
    }
}
