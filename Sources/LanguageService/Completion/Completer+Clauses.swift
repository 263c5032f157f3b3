import Columnar
import Diagnostics
import Semantics
import Syntax

extension Completer {
    /// What a statement may begin with: a clause, a statement's word, a view or a data set.
    mutating func addStatementStart() {
        addClauses()
        for entry in ManualEntry.statements {
            add(
                Completion(
                    .statement, entry.name, insertion: entry.name + " ", detail: entry.syntax,
                    documentation: entry.summary))
        }
        addSources()
    }

    /// The clauses that the stage has room for, in the order in which they are usually wanted.
    mutating func addClauses(besides words: [String] = []) {
        add(.keyword, words)
        let others = Set(
            (place.stage?.nodes ?? []).filter { !$0.range.contains(place.range) || $0.range.start < place.range.start }
                .map(\.kind))
        let entries = Completer.clausesByUse.filter { entry in
            guard let kind = Completer.kinds[entry.name] else { return false }
            return fits(kind, others) && (!others.contains(kind) || Completer.repeatable.contains(kind))
        }
        // A second `where` is wanted less often than a first clause of another kind.
        let isAgain = { (entry: ManualEntry) in Completer.kinds[entry.name].map(others.contains) == true }
        for entry in entries.filter({ !isAgain($0) }) + entries.filter(isAgain) {
            add(
                Completion(
                    .clause, entry.name, insertion: entry.name + " ", detail: entry.syntax,
                    documentation: entry.summary))
            if entry.name == "top" {
                add(
                    Completion(
                        .clause, "bottom", insertion: "bottom ", detail: "bottom N [DIMENSION] [by MEASURE]",
                        documentation: entry.summary))
            }
        }
    }

    private static let repeatable: Set<SyntaxKind> = [
        .whereClause, .showClause, .listClause, .withClause, .lookupClause,
    ]

    private func fits(_ kind: SyntaxKind, _ others: Set<SyntaxKind>) -> Bool {
        let grouping: Set<SyntaxKind> = [.groupByClause, .overClause, .acrossClause, .showClause, .compareClause]
        switch kind {
        case .fromClause: return place.stageIndex == 0 && !others.contains(.reference)
        case .listClause: return others.isDisjoint(with: grouping)
        case .havingClause, .withClause: return !others.contains(.listClause)
        case .asOfClause, .lookupClause, .dedupeClause: return place.stageIndex == 0
        default: return !(grouping.contains(kind) && others.contains(.listClause))
        }
    }

    /// The clauses as an analyst reaches for them: what is counted, by what, of which rows; then the rest.
    private static let clausesByUse: [ManualEntry] = {
        let first = [
            "where", "group by", "show", "over", "across", "top", "sort by", "having", "list", "with", "compare",
        ]
        let named = first.compactMap { name in ManualEntry.clauses.first { $0.name == name } }
        return named + ManualEntry.clauses.filter { !first.contains($0.name) }
    }()

    private static let kinds: [String: SyntaxKind] = [
        "from": .fromClause, "where": .whereClause, "dedupe": .dedupeClause, "lookup": .lookupClause,
        "as of": .asOfClause, "group by": .groupByClause, "over": .overClause, "across": .acrossClause,
        "fill": .fillClause, "show": .showClause, "list": .listClause, "having": .havingClause,
        "compare": .compareClause, "test": .testClause, "why": .whyClause, "sort by": .sortClause, "top": .topClause,
        "limit": .limitClause, "with": .withClause, "draw": .drawClause, "into": .intoClause,
    ]

    /// What may follow a value: the operators that its type has, what the clause goes on with, and further clauses.
    mutating func addContinuations() {
        switch place.statement?.kind {
        case .paramStatement, .setStatement, .useStatement, .saveStatement: return
        case .spanStatement: return add(.keyword, ["to"])
        case .defineStatement, .measureStatement:
            // Behind the name stands `=`.
            guard place.beforePrevious?.keyword?.startsStatement != true else { return add(.operation, ["="]) }
            return addConditionOperators(else: place.statement?.kind == .measureStatement ? ["if"] : [])
        case .viewStatement where place.beforePrevious?.keyword == .view: return add(.operation, ["="])
        default: break
        }
        switch place.clause?.kind {
        case .whereClause, .havingClause: addConditionOperators(else: [])
        case .showClause: addConditionOperators(else: ["if", "adjusted for", "per 1000", "within"])
        case .listClause, .groupByClause, .acrossClause: break
        case .sortClause: add(.keyword, ["desc", "asc"])
        case .topClause:
            if place.previous?.kind == .number { addDimensions() }
            if place.clause?.first(.byPart) == nil { add(.keyword, ["by"]) }
            if place.clause?.first(.perPart) == nil { add(.keyword, ["per"]) }
        case .overClause: if place.clause?.first(.dimension) == nil { add(.keyword, ["of"]) }
        case .lookupClause: if place.clause?.has(.on) != true { return add(.keyword, ["on"]) }
        case .dedupeClause: add(.keyword, ["within"])
        case .compareClause:
            if place.previous?.keyword == .previous || place.previous?.keyword == .same { return addGrains() }
            if place.clause?.has(.to) != true { return add(.keyword, ["to", "and", "or"]) }
        case .testClause: if place.clause?.has(.by) != true { return add(.keyword, ["by"]) }
        case .whyClause: if addWhyParts() { return }
        default: break
        }
        if place.statement?.kind == .expectStatement { add(.keyword, ["always"]) }
        addClauses()
        if place.previous.map({ $0.end }) != nil, isAtLineStart { addStatementWords() }
    }

    private mutating func addWhyParts() -> Bool {
        guard let clause = place.clause, !clause.has(.by) else { return false }
        if clause.has(.between) {
            add(.keyword, clause.has(.and) ? ["by"] : ["and"])
        } else if clause.has(.for) {
            add(.keyword, clause.has(.vs) ? ["by"] : ["vs"])
        } else {
            add(.keyword, ["between", "for"])
        }
        return true
    }

    private var isAtLineStart: Bool {
        let line = place.source.lineRange(place.source.line(at: place.range.start))
        return place.source.text(SourceRange(line.start, place.range.start)).allSatisfy(\.isWhitespace)
    }

    private mutating func addStatementWords() {
        for entry in ManualEntry.statements {
            add(Completion(.statement, entry.name, insertion: entry.name + " ", detail: entry.syntax))
        }
    }

    /// The lines of a `dataset` statement, and the headers of the data in their quotes.
    mutating func addDatasetParts() {
        switch place.previous?.kind {
        case .equal, .comma: addHeaders()
        case .text where !isAtLineStart: add(.keyword, ["or", "ordered", "recode", "yes"])
        default:
            if place.keyword == .matches || place.keyword == .of || place.keyword == .or { return addHeaders() }
            if place.beforePrevious?.keyword == .dataset { add(.keyword, ["matches"]) }
            let isBehindKind = place.previous.map { $0.startsLine } == true && !isAtLineStart
            guard !isBehindKind else { return }
            add(
                .keyword, ["key", "time", "flag", "category", "number", "text", "point", "doc", "missing", "as of"])
        }
    }

    private mutating func addHeaders() {
        for field in environment.dataSets.first?.fields ?? [] {
            guard let header = field.header else { continue }
            add(
                Completion(
                    .value, header, insertion: Spelling.quoted(header), detail: field.type.description))
        }
    }
}
