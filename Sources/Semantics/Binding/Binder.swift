import Columnar
package import Diagnostics
package import Syntax

/// Gives names, types and values their meaning: a syntax tree becomes a logical plan, and every mistake a diagnostic.
///
/// One extension a job: queries and clauses, names, expressions, comparisons, periods, measures. Binding never throws;
/// a mistake yields nil upwards after it has been reported once.
package final class Binder {
    let environment: Environment
    private(set) var diagnostics: [Diagnostic] = []
    /// The definitions that are being bound, from the outside in: for messages and against endless recursion.
    var openDefinitions: [OpenDefinition] = []
    /// What the operand that is being bound is compared with.
    var compared: (expression: BoundExpression, rows: RowScope)?
    var refinement: Refinement?

    /// What is to be looked at when the result is there.
    var resultChecks: [ResultCheck] = []
    /// The definitions that the query uses, with what they stand for in it.
    var usedDefinitions: [UsedDefinition] = []
    /// The views that the query has looked things up in, which run once for all its lookups.
    var viewResults: [String: DataSet] = [:]
    /// The query that is being bound.
    var query: SyntaxNode?
    /// Findings are dropped while this is true.
    private var isQuiet = false

    /// Where the values of rows that are being bound stand: for messages.
    var rowPlace = RowPlace.condition

    struct OpenDefinition {
        let name: String
        /// Where the query uses the name: mistakes inside the definition are shown there.
        let useSite: SourceRange
        /// The arguments of `define f(x) = …`.
        let arguments: [String: BoundExpression]
        /// Whether it is a view, a query of its own.
        var isView = false
    }

    /// The clauses of the query behind a view's name, which are bound among those of the view.
    struct Refinement {
        let clauses: SourceRange
        /// How many views are open: what other definitions hold is no part of the clauses.
        var depth: Int
        /// Where the views stand in other texts, so that the same offsets mean something else.
        var otherTexts: [SourceRange] = []
    }

    /// A name with its meaning, for explanations.
    package struct UsedDefinition: Sendable {
        package let name: String
        package let meaning: BoundExpression
    }

    package init(_ environment: Environment) { self.environment = environment }

    /// What binding a query gives.
    package struct Outcome: Sendable {
        package let plan: LogicalPlan?
        package let diagnostics: [Diagnostic]
        package let checks: [ResultCheck]
        package let definitions: [UsedDefinition]
    }

    /// The plan of a `query` node, or nil when it has errors.
    package static func bind(
        _ query: SyntaxNode, in environment: Environment
    ) -> Outcome {
        let binder = Binder(environment)
        let plan = binder.bindQuery(query)
        return Outcome(
            plan: binder.diagnostics.hasErrors ? nil : plan, diagnostics: binder.diagnostics,
            checks: binder.resultChecks, definitions: binder.usedDefinitions)
    }

    // MARK: - Findings

    /// Reports an error and yields nothing.
    @discardableResult
    func fail<Result>(
        _ id: String, at range: SourceRange, _ message: String, advice: String? = nil, notes: [String] = [],
        fixIts: [FixIt] = []
    ) -> Result? {
        report(.error, id, at: range, message, advice: advice, notes: notes, fixIts: fixIts)
        return nil
    }

    /// Says how Tally spells what another language spells otherwise.
    func failOnForeign<Result>(_ found: String, _ spelling: String, at range: SourceRange) -> Result? {
        fail(
            "foreign-spelling", at: range, Spelling.foreign(found, spelling), fixIts: [.writing(spelling, at: range)])
    }

    /// Reports a doubt, under the id of an analyzer that has not been turned off.
    func warn(
        _ id: String, at range: SourceRange, _ message: String, advice: String? = nil, notes: [String] = [],
        fixIts: [FixIt] = []
    ) {
        guard !environment.isOff(id) else { return }
        report(.warning, id, at: range, message, advice: advice, notes: notes, fixIts: fixIts)
    }

    /// Reports what is worth knowing and nothing to doubt.
    func note(_ id: String, at range: SourceRange, _ message: String, fixIts: [FixIt] = []) {
        guard !environment.isOff(id) else { return }
        report(.note, id, at: range, message, advice: nil, notes: [], fixIts: fixIts)
    }

    /// Runs a piece of work whose findings nobody needs.
    func quietly<Result>(_ work: () -> Result) -> Result {
        let (outer, checks) = (isQuiet, resultChecks)
        isQuiet = true
        defer { (isQuiet, resultChecks) = (outer, checks) }
        return work()
    }

    private func report(
        _ severity: Diagnostic.Severity, _ id: String, at range: SourceRange, _ message: String, advice: String?,
        notes: [String], fixIts: [FixIt]
    ) {
        guard !isQuiet else { return }
        var diagnostic = Diagnostic(severity, id: id, at: range, message, advice: advice, notes: notes, fixIts: fixIts)
        if let outermost = openDefinitions.first, !isRefining(range) {
            let path = openDefinitions.map { "`\($0.name)`" }.joined(separator: " → ")
            diagnostic = Diagnostic(
                severity, id: id, at: outermost.useSite, "in the definition of \(path): \(message)", advice: nil,
                notes: notes + (advice.map { [$0] } ?? []))
        }
        if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
    }

    /// Whether a range is of the clauses that refine the open views, and of none of those views' own.
    func isRefining(_ range: SourceRange) -> Bool {
        guard let refinement, openDefinitions.count == refinement.depth else { return false }
        func holds(_ outer: SourceRange) -> Bool { outer.start <= range.start && range.end <= outer.end }
        return holds(refinement.clauses) && !refinement.otherTexts.contains(where: holds)
    }

    /// The fix-it and the advice for a misspelt word.
    ///
    /// - Parameter spell: how a candidate is written in a query.
    func didYouMean(
        _ word: String, at range: SourceRange, among candidates: [String], as spell: (String) -> String = Spelling.name
    ) -> (String?, [FixIt]) {
        guard let near = Suggestion.nearest(to: word, among: candidates) else { return (nil, []) }
        return (
            "did you mean `\(near)`?",
            [FixIt("replace `\(word)` with `\(near)`", range: range, replacement: spell(near))]
        )
    }
}
