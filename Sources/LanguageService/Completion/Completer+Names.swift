import Columnar
import Diagnostics
import Functions
import Semantics
import Syntax

extension Completer {
    /// Whether a measure of many rows stands at the place, and not a value of each row.
    var isMeasurePlace: Bool {
        for node in place.path.reversed() {
            switch node.kind {
            case .aggregate, .rate, .dimension, .whereClause, .listClause, .defineStatement, .dedupeClause,
                .perModifier:
                return false
            case .ifModifier:
                // Before `if` stands the measure, behind it the condition.
                if let first = node.nodes.first, first.range.end <= place.range.start { return false }
            case .sortClause, .topClause: return isGrouped
            case .showClause, .havingClause, .whyClause, .testClause, .measureStatement: return true
            default: break
            }
        }
        if place.clause?.kind == .sortClause || place.clause?.kind == .topClause { return isGrouped }
        return place.clause?.kind == .showClause || place.clause?.kind == .havingClause
    }

    private var isGrouped: Bool {
        let kinds: Set<SyntaxKind> = [.groupByClause, .overClause, .acrossClause, .showClause, .compareClause]
        return place.stage?.nodes.contains { kinds.contains($0.kind) } == true
    }

    /// Values, columns or measures: what an expression may begin or go on with.
    mutating func addOperands() {
        if addComparedValues() || addArguments() { return }
        switch place.statement?.kind {
        case .paramStatement: return add(Completion(.value, "10"))
        case .setStatement:
            let setting = place.statement.flatMap { Setting.named(ProfileReader.name(of: $0)) }
            if setting?.type == .boolean { add(.option, ["true", "false"]) }
            return
        case .spanStatement: return addRowNames { $0.isTemporal }
        case .viewStatement where place.previous?.kind == .equal: return addClauses()
        default: break
        }
        if place.clause?.kind == .withClause { return add(.option, ["totals", "n", "ci 95%", "others"]) }
        if place.clause?.kind == .overClause { return addRowNames { $0.isTemporal } }
        if place.clause?.kind == .topClause, place.keyword == .per { return addDimensions() }
        if place.keyword == .always { return addResultColumns() }
        if isMeasurePlace { return addMeasures() }
        addRowOperands()
    }

    private mutating func addRowOperands() {
        let aggregate = place.path.last { $0.kind == .aggregate }
        if let aggregate, let function = Completer.aggregate(aggregate) {
            addRowNames { type in if case .result = function.type(type) { true } else { false } }
            return
        }
        switch place.clause?.kind {
        case .groupByClause, .acrossClause, .dedupeClause, .lookupClause:
            // A name with very many values makes no good groups.
            for field in scope?.fields ?? [] where (field.dictionary?.count ?? .max) <= 1000 { add(column(field)) }
            addRowNames { $0 == .boolean }
            addRowNames { $0 == .text }
            addRowNames { $0.physical != .pairs }
        case .whereClause:
            // A condition stands alone; everything else needs a comparison.
            addRowNames { $0 == .boolean }
            addRowNames { _ in true }
            add(.operation, ["not"])
        default: addRowNames { _ in true }
        }
        addFunctions { _ in true }
        addChoices()
    }

    static func aggregate(_ node: SyntaxNode) -> AggregateFunction? {
        let word = node.text(node.firstToken)
        return AggregateWord.quantile(word) != nil ? .quantile : AggregateFunction.named(word)
    }

    /// Columns and definitions whose type is fit, then the columns that `lookup` brings.
    mutating func addRowNames(_ isFit: (DataType) -> Bool) {
        guard let scope else { return }
        for field in scope.fields where isFit(field.type) { add(column(field)) }
        for definition in definitions {
            guard case .define(let parameters, _) = definition.meaning, parameters.isEmpty,
                let type = scope.type(named: definition.name), isFit(type)
            else { continue }
            add(named(definition, type))
        }
        for (name, type) in scope.lookups where isFit(type) {
            add(Completion(.column, name, insertion: Spelling.name(name), detail: "\(type.description), by lookup"))
        }
        for definition in environment.allDefinitions {
            guard case .param(let value) = definition.meaning, let type = value.type, isFit(type) else { continue }
            add(Completion(.definition, definition.name, detail: "a parameter"))
        }
    }

    /// Definitions of the script, then those of the data's profile.
    var definitions: [Definition] {
        environment.allDefinitions + (scope?.dataSet ?? environment.dataSets.first).map(\.definitions).orEmpty
    }

    func column(_ field: Field) -> Completion {
        let distinct = field.dictionary.map { ", \(counted($0.count, "value"))" } ?? ""
        let header = field.header == field.name ? nil : field.header
        return Completion(
            .column, field.name, insertion: Spelling.name(field.name), detail: field.type.description + distinct,
            documentation: [field.summary, header.map { "The column \"\($0)\" of the file." }].compactMap { $0 }
                .joined(separator: "\n\n").nonEmpty,
            alias: header)
    }

    private func named(_ definition: Definition, _ type: DataType) -> Completion {
        var text: String?
        if case .define(_, let body) = definition.meaning { text = body.canonicalText }
        return Completion(
            .definition, definition.name, insertion: Spelling.name(definition.name),
            detail: type.description + (text.map { ": \($0)" } ?? ""))
    }

    /// The dimensions of the stage, for places that name one of them.
    mutating func addDimensions() {
        for clause in place.stage?.nodes ?? [] where [.groupByClause, .acrossClause].contains(clause.kind) {
            for dimension in clause.nodes(.dimension) { addName(of: dimension, .column, "a dimension") }
        }
    }

    func addedName(_ node: SyntaxNode) -> String? {
        guard node.range.end <= place.range.start || node.range.start >= place.range.end else { return nil }
        if let label = node.first(.label) { return label.unquoted(label.firstToken) }
        guard let body = node.nodes.last else { return nil }
        return body.kind == .name ? body.unquoted(body.firstToken) : body.canonicalText
    }

    mutating func addName(of node: SyntaxNode, _ kind: Completion.Kind, _ detail: String) {
        guard let name = addedName(node) else { return }
        let isText = node.first(.label) == nil && node.nodes.last?.kind != .name
        add(Completion(kind, name, insertion: isText ? name : Spelling.name(name), detail: detail))
    }

    private mutating func addResultColumns() {
        guard let query = place.statement?.first(.query), let plan = Binder.bind(query, in: environment).plan else {
            return
        }
        for field in plan.fields { add(column(field)) }
    }
}

extension Optional where Wrapped: RangeReplaceableCollection {
    var orEmpty: Wrapped { self ?? Wrapped() }
}

extension String {
    var nonEmpty: String? { isEmpty ? nil : self }
}
