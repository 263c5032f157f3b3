import Columnar
import Diagnostics
import Syntax

/// Looks for one thing that is no mistake but is likely not meant: a value that no row has, a median without the open cases.
///
/// One analyzer is one file, with one line in `Analyzers.all` and a file of cases in `Tests/GoldenTests/Warnings`. What it
/// finds is reported under its id, and `set warn_… = false` turns it off. Each method sees one step of binding; an
/// analyzer has those that it needs, and leaves them at once where it has nothing to look at: they run for every query.
protocol Analyzer: Sendable {
    /// The stable name of its findings, in kebab-case.
    var id: String { get }
    /// Full sentences for the manual: what it finds, why that matters, what to write instead.
    var explanation: String { get }
    /// A text that it has something to say about, on the example data.
    var example: String { get }

    /// An expression that has just been bound, with the place where it is written.
    func inspect(_ expression: BoundExpression, at node: SyntaxNode, _ level: Level, _ binder: Binder)
    /// Conditions that must hold together.
    func inspect(_ conjunction: Conjunction, _ binder: Binder)
    /// A stage with measures, when all of it is bound.
    func inspect(_ stage: GroupedStage, _ clauses: ClauseSet, _ binder: Binder)
    /// All statements of a text.
    func inspect(_ script: ScriptContents, _ binder: Binder)
}

extension Analyzer {
    func inspect(_ expression: BoundExpression, at node: SyntaxNode, _ level: Level, _ binder: Binder) {}
    func inspect(_ conjunction: Conjunction, _ binder: Binder) {}
    func inspect(_ stage: GroupedStage, _ clauses: ClauseSet, _ binder: Binder) {}
    func inspect(_ script: ScriptContents, _ binder: Binder) {}

    /// The option that turns it off: `warn_few_cases`.
    var option: String { "warn_" + id.split(separator: "-").joined(separator: "_") }
}

/// Every analyzer, in the order of the reference.
enum Analyzers {
    static let all: [any Analyzer] = [
        UnknownValue(), PatternCase(), ConstantCondition(), EmptyConjunction(), RangeAfterData(), PartialComparison(),
        OpenCases(),
        FewCases(), AverageOfAverages(), AverageOfCategory(), HourOfDate(), UnusedDefinition(), ShadowedColumn(),
        FlagNotRewound(), ConstantKey(), LookupUnmatched(), LookupColumnTwice(), ZoneWithoutPolygon(), NoInterval(),
        UnusedFill(), EmptyWindow(),
    ]
}
