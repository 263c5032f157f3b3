import Columnar
import Diagnostics
import Functions
import Semantics
import Syntax

/// Collects what may stand at a place: the token before the cursor, the clause around it and the types of what is there
/// decide. One extension a kind of thing.
struct Completer {
    let script: Script
    let place: CompletionPlace
    let environment: Environment
    /// What the stage at the cursor sees; nil without data.
    let scope: StageScope?
    private(set) var items: [Completion] = []
    var isIncomplete = false

    init(_ script: Script, _ place: CompletionPlace) {
        self.script = script
        self.place = place
        let environment = script.environment(before: place.statement?.range.start ?? place.range.start)
        self.environment = environment
        scope =
            place.query.flatMap { Binder.scope(ofStage: place.stageIndex, in: $0, environment) }
            ?? Binder.scope(environment)
    }

    mutating func add(_ item: Completion) { items.append(item) }

    mutating func add(_ kind: Completion.Kind, _ words: [String], detail: String? = nil) {
        for word in words { add(Completion(kind, word, insertion: word + " ", detail: detail)) }
    }

    /// The first sentence of a manual entry.
    static func firstSentence(_ text: String) -> String {
        guard let end = text.firstRange(of: ". ") else { return text }
        return String(text[..<end.lowerBound]) + "."
    }

    // MARK: - What the token before asks for

    mutating func collect() {
        guard place.previous != nil else { return addStatementStart() }
        if place.path.contains(where: { $0.kind == .datasetStatement }) { return addDatasetParts() }
        if collectBehindKeyword() { return }
        if place.isBehindOperand { return addContinuations() }
        switch place.previous?.kind {
        case .bar: addClauses()
        case .semicolon: addStatementStart()
        default: addOperands()
        }
    }

    /// Words that leave room for one kind of thing only; false for all others.
    private mutating func collectBehindKeyword() -> Bool {
        switch place.keyword {
        case .from, .lookup: addSources()
        case .group, .sort: add(.keyword, ["by"])
        case .over: addGrains()
        case .draw: add(.option, ChartKind.allCases.map(\.rawValue))
        case .with where place.clause?.kind == .withClause || place.clause == nil: addOptions()
        case .as: add(.keyword, ["of"])
        case .of where place.clause?.kind == .asOfClause || place.beforePrevious?.keyword == .as: addDays()
        case .is: add(.keyword, ["missing", "known"])
        case .starts, .ends: add(.keyword, ["with"])
        case .not where place.beforePrevious.map(isOperandEnd) == true: add(.keyword, ["in"])
        case .limit, .top, .bottom: add(Completion(.value, "10", insertion: "10 "))
        case .into, .use, .save, .matches, .contains: break
        case .set:
            for setting in Setting.all {
                add(
                    Completion(
                        .option, setting.name, insertion: setting.name + " = ", detail: setting.example,
                        documentation: setting.summary))
            }
        case .ci: add(Completion(.option, "95%"))
        case .per where place.clause?.kind != .topClause: add(Completion(.value, "1000", insertion: "1000 "))
        case .adjusted: add(.keyword, ["for"])
        case .for where place.clause?.kind != .whyClause: addDimensions()
        case .within: addWithin()
        case .between where place.clause?.kind == .whyClause: addPeriods()
        case .wait: add(.measure, ["median", "p90"])
        case .rolling: add(.value, ["4w"])
        case .share, .rank, .index, .anomaly:
            guard place.clause?.kind == .showClause else { return false }
            add(.keyword, ["of"])
        case .change, .growth:
            guard place.clause?.kind == .showClause else { return false }
            add(.keyword, ["in", "4w in"])
        case .view, .define, .measure, .param, .span:
            if place.path.contains(where: { $0.kind == .queryStatement }) { return false }
        case .explain:
            addClauses()
            addMeasures()
        case .expect: addClauses(besides: ["none"])
        case Keyword.none? where place.statement?.kind == .expectStatement: addClauses()
        case .last where place.clause?.kind != .showClause, .next: add(.value, ["30 days", "4 weeks", "12 months"])
        case .this: addGrains()
        case .previous: addGrains()
        case .same: add(.keyword, ["month last year", "quarter last year", "week last year"])
        case .to where place.clause?.kind == .compareClause: addComparisons()
        case .numberType: return false
        default: return false
        }
        return true
    }

    func isOperandEnd(_ token: Token) -> Bool {
        token.kind != .word || token.keyword.map { !$0.isReserved || $0 == .missing || $0 == .known } ?? true
    }

    // MARK: - Words of single clauses

    mutating func addSources() {
        for name in environment.sourceNames {
            let dataSet = environment.dataSet(named: name)
            add(
                Completion(
                    .source, name, insertion: Spelling.name(name) + " ",
                    detail: dataSet.map { $0.deferred == nil ? "\(grouped($0.table.rowCount)) rows" : "" } ?? "a view"))
        }
    }

    mutating func addGrains() {
        for grain in [Grain.month, .week, .day, .quarter, .year, .hour, .minute] {
            add(Completion(.period, grain.rawValue, insertion: grain.rawValue + " "))
        }
    }

    private mutating func addOptions() {
        let hasTop = place.stage?.nodes.contains { $0.kind == .topClause } == true
        if hasTop { add(Completion(.option, "others", detail: "one row for the groups outside the top")) }
        add(Completion(.option, "totals", detail: "rows and columns computed from all rows"))
        add(Completion(.option, "n", detail: "the number of rows behind each rate"))
        add(Completion(.option, "ci 95%", detail: "the bounds of a confidence interval"))
    }

    private mutating func addWithin() {
        guard place.clause?.kind == .dedupeClause else { return addDimensions() }
        add(.value, ["24h", "7d", "30d"])
    }

    private mutating func addComparisons() {
        add(Completion(.period, "previous year"))
        add(Completion(.period, "previous quarter"))
        add(Completion(.period, "previous month"))
        add(Completion(.period, "same month last year"))
        if place.clause?.nodes.count ?? 0 > 1 { add(Completion(.keyword, "rest", detail: "all other rows")) }
        addPeriods()
    }
}
