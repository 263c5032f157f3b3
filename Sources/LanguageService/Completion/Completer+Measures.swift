import Columnar
import Diagnostics
import Functions
import Semantics
import Syntax

extension Completer {
    /// What a group of rows may be measured by: what the stage names already, counts, rates, stocks, aggregates.
    mutating func addMeasures() {
        let isResult = [.sortClause, .topClause, .havingClause].contains(place.clause?.kind)
        if isResult || place.clause?.kind == .showClause { addItems(isResult: isResult) }
        if isResult, place.clause?.kind != .topClause { addDimensions() }
        add(Completion(.measure, "count", detail: "the number of rows"))
        guard let scope else { return addMeasureWords() }
        let conditions = scope.fields.filter { $0.type == .boolean }.map(\.name) + definedConditions(scope)
        for name in conditions {
            add(
                Completion(
                    .measure, "\(name)%", insertion: "\(Spelling.name(name))%",
                    detail: "the share of rows where \(name) is true"))
        }
        for definition in definitions {
            switch definition.meaning {
            case .measure(let body):
                add(
                    Completion(
                        .measure, definition.name, insertion: Spelling.name(definition.name), detail: body.canonicalText
                    ))
            case .span(let start, let end):
                add(
                    Completion(
                        .measure, definition.name, insertion: Spelling.name(definition.name),
                        detail: "open between \(start.canonicalText) and \(end.canonicalText)"))
                add(Completion(.measure, "arrivals", detail: "rows by \(start.canonicalText)"))
                add(Completion(.measure, "closures", detail: "rows by \(end.canonicalText)"))
            default: break
            }
        }
        addMeasureWords()
        addFunctions {
            $0.parameters.first.map { $0.kind == .number || $0.kind == .duration || $0.kind == .quantity } == true
        }
    }

    private func definedConditions(_ scope: StageScope) -> [String] {
        definitions.compactMap { definition in
            guard case .define(let parameters, _) = definition.meaning, parameters.isEmpty,
                scope.type(named: definition.name) == .boolean
            else { return nil }
            return definition.name
        }
    }

    /// The labels and the texts of the stage's items, as `sort`, `top`, `having` and later items call them.
    private mutating func addItems(isResult: Bool) {
        for clause in place.stage?.nodes(.showClause) ?? [] {
            for item in clause.nodes(.item) where isResult || item.first(.label) != nil {
                addName(of: item, .measure, "a measure of this query")
            }
        }
    }

    private mutating func addMeasureWords() {
        for function in AggregateFunction.all where !["count", "rate"].contains(function.name) {
            let words = function.name == "quantile" ? ["p90", "p10", "p95"] : [function.name]
            for word in words {
                let takesOperand = function.name != "wait"
                add(
                    Completion(
                        .measure, takesOperand ? word : "wait median",
                        insertion: takesOperand ? word + " " : "wait median",
                        detail: word.hasPrefix("p") ? "\(word) x" : function.signature, documentation: function.summary)
                )
            }
        }
        for entry in ManualEntry.measures where Completer.prefixWords.contains(entry.name) {
            add(
                Completion(
                    .measure, entry.name, insertion: entry.name + " ", detail: entry.syntax,
                    documentation: entry.summary))
        }
    }

    /// Words that stand before another measure.
    private static let prefixWords: Set = [
        "share of", "running", "rolling", "rank of", "index of", "anomaly of", "change in", "growth in",
    ]

    /// Functions of single values.
    mutating func addFunctions(_ isFit: (ScalarFunction) -> Bool) {
        for function in ScalarFunction.all where isFit(function) {
            add(
                Completion(
                    .function, function.name, insertion: function.name + "(", detail: function.signature,
                    documentation: function.summary))
        }
    }

    /// The forms that choose between values of any type, and the script's own functions.
    mutating func addChoices() {
        for entry in ManualEntry.functions
        where !ScalarFunction.all.contains(where: { $0.name == entry.name }) {
            add(
                Completion(
                    .function, entry.name, insertion: entry.name + "(", detail: entry.syntax,
                    documentation: entry.summary))
        }
        for definition in definitions {
            guard case .define(let parameters, let body) = definition.meaning, !parameters.isEmpty else { continue }
            add(
                Completion(
                    .function, definition.name, insertion: definition.name + "(",
                    detail: "\(definition.name)(\(parameters.joined(separator: ", ")))",
                    documentation: body.canonicalText))
        }
    }

    /// Inside the parentheses of a function: what fits its parameter; false elsewhere.
    mutating func addArguments() -> Bool {
        guard let call = place.path.last(where: { $0.kind == .call }), !isMeasurePlace,
            let function = ScalarFunction.named(call.text(call.firstToken)), place.path.last?.kind == .name,
            place.path.dropLast().last?.range == call.range
        else { return false }
        let index = call.tokens.filter { $0.kind == .comma && $0.end <= place.range.start }.count
        guard
            let parameter = index < function.parameters.count
                ? function.parameters[index] : function.parameters.last(where: \.repeats)
        else { return true }
        addRowNames { parameter.kind.accepts($0) }
        addFunctions { other in parameter.kind != .time || other.name == "date" }
        return true
    }
}
