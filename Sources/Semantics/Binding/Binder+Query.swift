import Columnar
import Diagnostics
import Syntax

extension Binder {
    /// query = stage { "|" stage }
    ///
    /// - Parameter count: how many of the stages are bound, for those who ask what the next one reads.
    func bindQuery(_ query: SyntaxNode, stages count: Int = .max) -> LogicalPlan? {
        var plan: LogicalPlan?
        checkOutputClauses(query.nodes(.stage))
        let outer = self.query
        self.query = query
        defer { self.query = outer }
        for (index, stage) in query.nodes(.stage).prefix(count).enumerated() {
            if index == 0 {
                plan = bindFirstStage(stage)
            } else if let input = plan {
                if let reference = stage.first(.reference) ?? stage.first(.fromClause) {
                    return fail(
                        "from-in-later-stage", at: reference.range, "a stage behind `|` reads the result before it")
                }
                plan = bindStage(ClauseSet(stage), input, at: stage.range)
            }
            if plan == nil { return nil }
        }
        return plan
    }

    // MARK: - Sources

    private func bindFirstStage(_ stage: SyntaxNode) -> LogicalPlan? {
        let leading = leadingSource(stage)
        let own = ClauseSet(stage, besides: leading)
        let from = own.first(.fromClause)?.first(.reference)
        if let leading, from != nil {
            return fail("second-source", at: leading.range, "the query already names its data with `from`")
        }
        // A view that stands first is refined by the clauses; behind `from` its result is read.
        if let leading, let view = view(leading) {
            let outer = refinement
            refinement = Refinement(clauses: stage.range, depth: openDefinitions.count)
            defer { refinement = outer }
            return bindView(view, leading, refinedBy: own, stage)
        }
        guard let source = source(leading ?? from, at: stage.range) else { return nil }
        return bindStage(own, source, at: stage.range)
    }

    /// What a query reads: the named data set, the result of a view, a file, or the data set that was loaded first.
    func source(_ reference: SyntaxNode?, at range: SourceRange) -> LogicalPlan? {
        guard let reference else {
            return environment.dataSets.first.map { .scan($0) }
                ?? fail(
                    "no-data", at: SourceRange(range.start, range.start), "no data is loaded",
                    advice: "name a file on the command line, or write `from \"file.csv\"`")
        }
        let name = reference.unquoted(reference.firstToken)
        if let view = view(reference) { return withView(reference) { self.bindQuery(view) } }
        if let found = environment.dataSet(named: name) { return .scan(found) }
        if reference.firstToken.kind == .text { return open(name, at: reference.range).map { .scan($0) } }
        if name.hasPrefix("#") { return failOnNumber(name, at: reference.range) }
        var (advice, fixIts) = didYouMean(name, at: reference.range, among: environment.sourceNames)
        if fixIts.isEmpty, environment.dataSets.count == 1,
            let clause = path(to: reference.range).last(where: { $0.kind == .fromClause })
        {
            // What was loaded is read without any `from`, whatever its file is called.
            advice = "without `from` the query reads `\(environment.dataSets[0].name)`"
            fixIts = [FixIt("leave `\(clause.text)` out", range: clause.range, replacement: "")]
        }
        if fixIts.isEmpty, let fixIt = bareNameFixIt(name, reference) { fixIts = [fixIt] }
        return fail(
            "unknown-source", at: reference.range, "there is no data set or view `\(name)`", advice: advice,
            notes: fixIts.isEmpty && !environment.sourceNames.isEmpty
                ? ["data sets and views: \(environment.sourceNames.joined(separator: ", "))"] : [],
            fixIts: fixIts)
    }

    /// The data set of a file.
    func open(_ path: String, at range: SourceRange) -> DataSet? {
        switch environment.open?(path) {
        case .success(let dataSet)?: dataSet
        case .failure(let error)?: fail("cannot-load", at: range, error.message)
        case nil: fail("cannot-load", at: range, "files cannot be opened here")
        }
    }

    /// The results of a prompt are views whose names are numbers, given one after the other.
    func failOnNumber<Bound>(_ name: String, at range: SourceRange) -> Bound? {
        let count = environment.resultCount
        let known = count > 1 ? "the results of this session are #1 to #\(count)" : "the only result so far is #1"
        return fail(
            "unknown-source", at: range, "there is no result `\(name)`",
            advice: count == 0 ? "the prompt numbers its results: #1 is the first" : known)
    }

    // MARK: - Stages

    func bindStage(_ clauses: ClauseSet, _ input: LogicalPlan, at range: SourceRange) -> LogicalPlan? {
        refuseRepeated(clauses)
        var dataSet = input.selectedDataSet
        var input = input
        let day = asOfDay(clauses, dataSet)
        if let day, let rewound = dataSet?.rewound(to: day) {
            guard case .scan = input else {
                return fail(
                    "late-as-of", at: range, "`as of` belongs to the first stage, before which nothing was selected")
            }
            dataSet = rewound
            input = .scan(rewound)
        }
        let earlier = input.passedConditions
        var rows = RowScope(fields: dataSet?.fields ?? input.fields, dataSet: dataSet, isRewound: day != nil)
        let known = diagnostics.count
        if let locating = locate(clauses, beside: input.fields.count, in: &rows) { input = .located(input, locating) }
        // Of zones that could not be read, unknown columns would only be an echo.
        guard !Array(diagnostics[known...]).hasErrors else { return nil }
        for lookup in clauses.all(.lookupClause) where lookup.token(.containing) == nil {
            guard bindLookup(lookup, into: &rows) else { return nil }
        }
        guard
            let (conditions, comparison) = bindConditions(clauses, rows, choosingFrom: dataSet == nil ? nil : input)
        else { return nil }
        var plan = conditions.isEmpty ? input : .filter(input, BoundExpression.all(conditions))
        if let clause = clauses.first(.dedupeClause) {
            guard let rule = bindDedupe(clause, rows, comparison) else { return nil }
            plan = .dedupe(plan, rule)
            rows.removed = BoundExpression(.column(.input(input.fields.count, name: "removed")), .boolean)
        }
        let alone = clauses.first(.whyClause) ?? clauses.first(.testClause)
        let bound =
            alone.map { bindAlone($0, among: clauses, plan, rows) }
            ?? bindBody(clauses, plan, rows, earlier + conditions, comparison)
        guard var stage = bound.map({ withoutRemoved($0, rows) }) else { return nil }
        if let draw = clauses.first(.drawClause) {
            guard let drawn = bindDraw(draw, stage, rows) else { return nil }
            stage = drawn
        }
        if let into = clauses.first(.intoClause), let path = into.token(.text) {
            // A file may say at what day the data ends.
            rows.dataSet?.deferred?.askForEnd()
            stage = .into(stage, path: into.unquoted(path))
        }
        return stage
    }

    private func refuseRepeated(_ clauses: ClauseSet) {
        for clause in clauses.repeated {
            error(
                "repeated-clause", at: clause.firstToken.range,
                "this stage already has a `\(clauseWords(clause))` clause",
                advice: clause.firstToken.startsLine
                    ? "two queries are separated by `;` or a blank line" : repetitionAdvice(clause),
                fixIts: separating(clause))
        }
    }

    /// What the rows of a stage are chosen by, and the two sides of a comparison; nil where that has a mistake.
    private func bindConditions(
        _ clauses: ClauseSet, _ rows: RowScope, choosingFrom input: LogicalPlan?
    ) -> (conditions: [BoundExpression], comparison: Comparison?)? {
        let rewinding = rewindingConditions(rows)
        let named = bindWhere(clauses, rows, choosingFrom: input)
        guard let compare = clauses.first(.compareClause) else { return (rewinding + named, nil) }
        // What rewinding leaves out is no period that `where` names.
        guard var bound = bindComparisonClause(compare, rows, named) else { return nil }
        bound.shared = rewinding + bound.shared
        return (bound.shared + [BoundExpression.any([bound.base, bound.other])], bound)
    }

    private func bindBody(
        _ clauses: ClauseSet, _ input: LogicalPlan, _ rows: RowScope, _ conditions: [BoundExpression],
        _ comparison: Comparison?
    ) -> LogicalPlan? {
        let groupKinds: [SyntaxKind] = [.groupByClause, .overClause, .acrossClause, .showClause, .compareClause]
        let isGrouped = groupKinds.contains { clauses.has($0) }
        if let body = clauses.explained?.nodes.last, quietly({ bind(body, .row(rows)) }) != nil {
            // `explain late`: a value of each row, and no measure.
            var stage = ListStage()
            stage.items = [body].compactMap { bind($0, .row(rows)) }.map { Item(name: header(body), expression: $0) }
            return .list(input, stage)
        }
        if isGrouped, let list = clauses.first(.listClause) {
            let word = groupKinds.compactMap { clauses.first($0) }.first.map(clauseWords) ?? "show"
            let areMeasures = list.nodes(.item).allSatisfy(isMeasure) && !clauses.has(.showClause)
            let later = groupKinds.flatMap(clauses.all).filter { $0.range.start > list.range.start }
            let separations = ([list] + later).flatMap(separating).prefix(1)
            return fail(
                "list-with-show", at: list.firstToken.range,
                "`list` gives rows and `\(word)` gives measures of groups: a stage has one of them",
                advice: areMeasures || !separations.isEmpty
                    ? nil : "leave one of them out, or let `list` follow in a later stage: `… | list …`",
                fixIts: areMeasures
                    ? [.writing("show", at: list.firstToken.range)]
                    : separations + [FixIt("leave `\(list.text)` out", range: list.range, replacement: "")])
        }
        return isGrouped
            ? bindGrouped(clauses, input, rows, conditions, comparison) : bindList(clauses, input, rows)
    }

    /// What `dedupe` takes out makes no groups, unless the stage asks for its share.
    private func withoutRemoved(_ plan: LogicalPlan, _ rows: RowScope) -> LogicalPlan {
        guard let removed = rows.removed, case .group(let input, let stage) = plan,
            !stage.calls.contains(where: { $0.operand?.description == removed.description })
        else { return plan }
        return .group(.filter(input, removed.negated), stage)
    }

    // MARK: - As of

    /// The day of an `as of` clause, as the milliseconds of its midnight.
    private func asOfDay(_ clauses: ClauseSet, _ dataSet: DataSet?) -> Int64? {
        guard let clause = clauses.first(.asOfClause), let token = clause.token(TokenKind.date) else { return nil }
        guard dataSet?.timeColumn != nil else {
            return fail("no-as-of", at: clause.range, "`as of` needs data with a time column")
        }
        let text = clause.text(token)
        guard case .period(let period)? = dateValue(text), period.grain == .day else {
            return fail("invalid-date", at: token.range, "expected a day such as 2021-05-15, found `\(text)`")
        }
        if let end = dataSet?.asOf?.day, period.start > end {
            let day = ValueText.date(end)
            warn(
                "range-after-data", at: token.range,
                "the data ends on \(day): nothing is known of the days up to \(text)",
                advice: "what happened in them counts as 0, and open cases age",
                fixIts: [.writing(day, at: token.range)])
        }
        return period.start
    }

    /// Rows that had not been opened yet take no part in rewound data; those of which nobody knows when stay, so that the
    /// data's own end rewinds nothing.
    private func rewindingConditions(_ rows: RowScope) -> [BoundExpression] {
        guard rows.isRewound, let end = rows.asOf?.end, let column = rows.dataSet?.timeColumn else { return [] }
        let time = rows.column(column)
        let limit = BoundExpression.constant(time.type == .date ? .date(end) : .time(end), type: time.type)
        return [BoundExpression(.comparison(.greaterOrEqual, time, limit), .boolean).negated]
    }

    // MARK: - Pieces

    /// The label of an item or dimension, when it has one.
    func label(_ node: SyntaxNode) -> String? {
        node.first(.label).map { $0.unquoted($0.firstToken) }
    }

    /// The header of an unlabelled expression: its text with single spaces, a name in back-quotes without them.
    func header(_ node: SyntaxNode) -> String {
        node.kind == .name ? node.unquoted(node.firstToken) : node.canonicalText
    }

    func refuse(duplicate name: String, at range: SourceRange) {
        error(
            "duplicate-label", at: range, "the result already has a column `\(name)`",
            advice: "give one of them a label: `name = …`")
    }

    func add(item: Item, at range: SourceRange, to items: inout [Item]) {
        if items.contains(where: { $0.name == item.name }) {
            refuse(duplicate: item.name, at: range)
        }
        items.append(item)
    }

    func sortKeys(_ clause: SyntaxNode, _ bind: (SyntaxNode) -> BoundExpression?) -> [SortKey] {
        clause.nodes(.sortKey).compactMap { key in
            guard let node = key.nodes.first, let bound = bind(node) else { return nil }
            return SortKey(expression: bound, isDescending: key.has(.desc))
        }
    }

    /// The whole number of `limit` and `top`.
    func count(_ clause: SyntaxNode) -> Int? {
        guard let token = clause.token(TokenKind.number) else { return nil }
        let text = clause.text(token).filter { $0 != "_" }
        guard let count = Int(text), count >= 0 else {
            return fail("not-a-count", at: token.range, "expected a whole number, found `\(text)`")
        }
        return count
    }
}
