package import Columnar
public import Diagnostics
import Planning
import Semantics
import TabularIO

/// One statement of a script, checked and planned.
public struct Statement: Sendable {
    enum Action: Sendable {
        case query(PhysicalPlan, DataSet)
        /// The rows of the plan break the expectation.
        case expect(PhysicalPlan, DataSet)
        case explain(String)
        case explainMeasure(MeasureExplanation, DataSet)
        /// A data file is made of the table.
        case save(path: String, LoadedTable)
        /// Definitions and options have done their work when the script was prepared.
        case nothing
    }

    let action: Action
    /// What is to be looked at when the result is there.
    let checks: [ResultCheck]
    /// Where it stands in the script.
    public let range: SourceRange
    /// Its text, without the space around it.
    public let text: String
    /// Where it names the file that it writes; nil for other statements, and where a view names it.
    public let destination: SourceRange?
    public internal(set) var timing: Timing

    /// Whether running it gives a result or a text to show.
    public var hasOutput: Bool {
        switch action {
        case .query, .expect, .explain, .explainMeasure, .save: true
        case .nothing: false
        }
    }

    /// Whether it is an `expect`: then the rows of its result are those that break it.
    public var isExpectation: Bool { if case .expect = action { true } else { false } }

    /// The zones that the map of a query fills; nil for other statements. They are known before it runs.
    package var outlines: Outlines? {
        guard case .query(.draw(.aggregate(_, let pipeline), _), _) = action else { return nil }
        return pipeline.stage.outlines
    }

    /// The file that `save` names; nil for other statements.
    public var savedPath: String? { if case .save(let path, _) = action { path } else { nil } }
}
